package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class JsonWriterTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void prettyDocumentsHaveOneValueALine() {
        JsonWriter json = JsonWriter.pretty();
        json.beginObject().field("a", 1).field("b", (String) null).field("c", true);
        json.name("d").beginArray().value(0.25, 3).nullValue().endArray();
        json.name("e").beginObject().endObject().field("f", new TreeMap<>()).endObject();
        assertThat(json).hasToString("""
                {
                  "a": 1,
                  "b": null,
                  "c": true,
                  "d": [
                    0.25,
                    null
                  ],
                  "e": {},
                  "f": {}
                }
                """);
    }

    @Test
    void embeddedDocumentsHaveNoSpaces() {
        JsonWriter json =
                JsonWriter.embedded().beginArray().value(1).beginArray().endArray();
        json.beginObject().field("x", "y").endObject().endArray();
        assertThat(json).hasToString("[1,[],{\"x\":\"y\"}]");
    }

    @Test
    void everyCharacterComesBackAsItWas() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) {
            all.append((char) c);
        }
        all.appendCodePoint(0x1f600);
        for (JsonWriter json : new JsonWriter[] {JsonWriter.pretty(), JsonWriter.embedded()}) {
            String text = json.beginArray().value(all.toString()).endArray().toString();
            assertThat(mapper.readTree(text).get(0).asString()).isEqualTo(all.toString());
        }
    }

    @Test
    void nothingEmbeddedCanEndTheScriptElement() {
        String text =
                JsonWriter.embedded().value("</script><!-- & \u2028 \u2029").toString();
        assertThat(text).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(mapper.readTree(text).asString()).isEqualTo("</script><!-- & \u2028 \u2029");
    }
}
