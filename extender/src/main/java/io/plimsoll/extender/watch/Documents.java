package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.plimsoll.extender.live.ObjectChange;
import io.plimsoll.kubernetes.model.Trimming;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** API objects as they are kept: trimmed, as JSON. Thread-safe. */
public final class Documents {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Documents() {}

    /** The JSON of an object, which is {@link Trimming trimmed} in place. */
    public static byte[] json(HasMetadata object) {
        return json(object, "");
    }

    /** As {@link #json(HasMetadata)}; one more annotation stays. */
    static byte[] json(HasMetadata object, String annotation) {
        return MAPPER.writeValueAsBytes(Trimming.trim(object, annotation));
    }

    /** Namespace and name of an object, by which others than pods are known. */
    public static String key(HasMetadata object) {
        @Nullable String namespace = object.getMetadata().getNamespace();
        return (namespace == null ? "" : namespace) + "/" + object.getMetadata().getName();
    }

    static ObjectChange seen(boolean listing, String kind, String key, HasMetadata object) {
        return new ObjectChange(listing ? ObjectChange.ADDED : ObjectChange.MODIFIED, kind, key, json(object));
    }

    static ObjectChange gone(String kind, String key, HasMetadata object) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("apiVersion", object.getApiVersion());
        json.put("kind", object.getKind());
        ObjectNode metadata = json.putObject("metadata");
        ObjectMeta given = object.getMetadata();
        put(metadata, "name", given.getName());
        put(metadata, "namespace", given.getNamespace());
        put(metadata, "uid", given.getUid());
        return new ObjectChange(ObjectChange.DELETED, kind, key, MAPPER.writeValueAsBytes(json));
    }

    private static void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
