package io.plimsoll.extender.record;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.kubernetes.input.PodGroup;
import io.plimsoll.kubernetes.model.NodeConverter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a recording, read again as the service read them. Thread-safe. */
final class ApiObjects {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultNullHandling(always -> JsonSetter.Value.construct(Nulls.SKIP, Nulls.SKIP))
            .build();

    /** By the plural of the kind. */
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.ofEntries(
            Map.entry("nodes", Node.class),
            Map.entry("pods", Pod.class),
            Map.entry("namespaces", Namespace.class),
            Map.entry("services", Service.class),
            Map.entry("replicationcontrollers", ReplicationController.class),
            Map.entry("replicasets", ReplicaSet.class),
            Map.entry("statefulsets", StatefulSet.class),
            Map.entry("poddisruptionbudgets", PodDisruptionBudget.class),
            Map.entry("podgroups", PodGroup.class),
            Map.entry("persistentvolumes", PersistentVolume.class),
            Map.entry("persistentvolumeclaims", PersistentVolumeClaim.class),
            Map.entry("storageclasses", StorageClass.class),
            Map.entry("csinodes", CSINode.class),
            Map.entry("csidrivers", CSIDriver.class),
            Map.entry("csistoragecapacities", CSIStorageCapacity.class),
            Map.entry("volumeattachments", VolumeAttachment.class));

    private ApiObjects() {}

    static Pod pod(byte[] json) {
        return MAPPER.readValue(json, Pod.class);
    }

    static NodeSpec node(byte[] json) {
        return NodeConverter.convert(MAPPER.readValue(json, Node.class));
    }

    /** An object of a kind; null when no rule reads such. */
    static @Nullable HasMetadata object(String plural, JsonNode json) {
        @Nullable Class<? extends HasMetadata> type = TYPES.get(plural);
        return type == null ? null : MAPPER.treeToValue(json, type);
    }

    static byte[] bytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }

    /** The pod with a node in prospect. */
    static byte[] nominated(byte[] json, String node) {
        ObjectNode pod = (ObjectNode) MAPPER.readTree(json);
        pod.withObject("/status").put("nominatedNodeName", node);
        return bytes(pod);
    }

    /** Whether some bytes hold others. */
    static boolean contains(byte[] text, byte[] part) {
        for (int i = 0; i + part.length <= text.length; i++) {
            int n = 0;
            while (n < part.length && text[i + n] == part[n]) {
                n++;
            }
            if (n == part.length) {
                return true;
            }
        }
        return false;
    }
}
