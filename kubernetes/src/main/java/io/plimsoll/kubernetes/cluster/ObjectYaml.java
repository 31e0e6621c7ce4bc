package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.plimsoll.kubernetes.input.YamlScalars;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Writes objects as YAML documents that kubectl reads. For one thread. */
public final class ObjectYaml {

    private final JsonMapper mapper = new JsonMapper();
    private final Dump dump;

    /** A writer. */
    public ObjectYaml() {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setExplicitStart(true)
                .setBestLineBreak("\n")
                .setWidth(1_000)
                .build();
        dump = new Dump(settings, new Quoting(settings));
    }

    /** Puts quotes around texts that are something else without them in YAML 1.1, which Kubernetes reads: True, yes, 0777. */
    private static final class Quoting extends StandardRepresenter {

        Quoting(DumpSettings settings) {
            super(settings);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            boolean unclear = tag.equals(Tag.STR) && style == ScalarStyle.PLAIN && !YamlScalars.isText(value);
            return super.representScalar(tag, value, unclear ? ScalarStyle.DOUBLE_QUOTED : style);
        }
    }

    /** The object as a document of its own. */
    public String document(HasMetadata object) {
        Map<String, Object> fields = mapper.convertValue(object, new TypeReference<>() {});
        return dump.dumpToString(fields);
    }
}
