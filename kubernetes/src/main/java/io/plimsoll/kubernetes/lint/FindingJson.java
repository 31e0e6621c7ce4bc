package io.plimsoll.kubernetes.lint;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings as JSON: an object with a version and the list {@code findings}. */
public final class FindingJson {

    private static final int VERSION = 1;

    private FindingJson() {}

    /** The text, ended by a line break. */
    public static String text(List<Finding> findings) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode root = mapper.createObjectNode();
        root.put("schemaVersion", VERSION);
        ArrayNode list = root.putArray("findings");
        for (Finding finding : findings) {
            list.addObject()
                    .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("place", finding.place())
                    .put("object", finding.object())
                    .put("field", finding.field())
                    .put("rule", finding.rule())
                    .put("advice", finding.advice());
        }
        return mapper.writeValueAsString(root) + "\n";
    }
}
