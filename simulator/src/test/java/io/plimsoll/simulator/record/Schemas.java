package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published schemas. */
public final class Schemas {

    private Schemas() {}

    /** Fails when the document is valid without one of its fields, or with one more. */
    public static void everyFieldCounts(String name, String json) throws IOException {
        Schema schema = named(name);
        JsonNode document = new ObjectMapper().readTree(json);
        walk(schema, document, document, "");
    }

    private static void walk(Schema schema, JsonNode document, JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            boolean free = path.endsWith("/parameters") || path.endsWith("/durationsMillis");
            if (!free) {
                for (String field : List.copyOf(object.propertyNames())) {
                    JsonNode removed = object.remove(field);
                    assertThat(schema.validate(document))
                            .as("without %s/%s", path, field)
                            .isNotEmpty();
                    object.set(field, removed);
                }
                object.put("surplus", 1);
                assertThat(schema.validate(document)).as("surplus in %s", path).isNotEmpty();
                object.remove("surplus");
            }
            for (String field : List.copyOf(object.propertyNames())) {
                walk(schema, document, object.get(field), path + "/" + field);
            }
        }
        if (node.isArray() && !node.isEmpty()) {
            walk(schema, document, node.get(0), path + "/0");
        }
        assertThat(schema.validate(document)).isEmpty();
    }

    /** The schema of that name. */
    public static Schema named(String name) throws IOException {
        Path file = Path.of("..", "docs", "schema", name + ".schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file), InputFormat.JSON);
    }
}
