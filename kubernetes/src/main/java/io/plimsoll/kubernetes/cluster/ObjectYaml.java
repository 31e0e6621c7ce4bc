package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes objects as YAML documents that kubectl reads. For one thread. */
public final class ObjectYaml {

    private final JsonMapper mapper = new JsonMapper();
    private final Dump dump = new Dump(DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setExplicitStart(true)
            .setBestLineBreak("\n")
            .setWidth(1_000)
            .build());

    /** The object as a document of its own. */
    public String document(HasMetadata object) {
        Map<String, Object> fields = mapper.convertValue(object, new TypeReference<>() {});
        return dump.dumpToString(fields);
    }
}
