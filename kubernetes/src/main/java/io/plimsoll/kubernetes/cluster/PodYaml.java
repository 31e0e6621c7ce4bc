package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes pods as YAML documents that kubectl reads. For one thread. */
public final class PodYaml {

    private final JsonMapper mapper = new JsonMapper();
    private final Dump dump = new Dump(DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setExplicitStart(true)
            .setBestLineBreak("\n")
            .setWidth(1_000)
            .build());

    /** The pod, on a node. */
    public String document(Pod pod, String node) {
        Pod placed = pod.edit().editSpec().withNodeName(node).endSpec().build();
        Map<String, Object> fields = mapper.convertValue(placed, new TypeReference<>() {});
        return dump.dumpToString(fields);
    }
}
