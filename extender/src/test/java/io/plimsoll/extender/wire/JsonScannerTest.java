package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.extender.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonScannerTest {

    private final JsonMapper strict = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ 1 , -2.5e+10 , true , false , null , \"a\\\"b\" , {\"x\":[{}]} ] ",
                "0",
                "-0",
                "0.5",
                "1E5",
                "\"\\u0041\"",
                "\"\""
            })
    void validJsonIsPassed(String json) throws MalformedRequestException {
        assertThat(passes(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "}",
                "[1,]",
                "[,1]",
                "[1 2]",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{\"a\":1,}",
                "01",
                "1.",
                ".5",
                "1e",
                "+1",
                "-",
                "tru",
                "nul",
                "'a'",
                "\"a",
                "\"a\\",
                "\"\n\"",
                "NaN",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"\\x\"",
                "[1}",
                "{\"a\":1]"
            })
    void whatIsNotJsonIsRefused(String json) {
        assertThatThrownBy(() -> passes(json))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("is not as it must be");
    }

    @Test
    void valuesNestedTooDeeplyAreRefused() throws MalformedRequestException {
        assertThat(passes("[".repeat(JsonScanner.DEEPEST) + "]".repeat(JsonScanner.DEEPEST)))
                .isTrue();
        assertThatThrownBy(() -> passes("[".repeat(1_000_000)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("nested");
    }

    /** Documents cut, doubled and mixed at random: whatever Jackson accepts is accepted, and nothing else. */
    @Test
    void scannerAgreesWithJackson() {
        String seedText = "{\"Pod\":{\"a\":[1,-2.5e3,true,null]},\"Nodes\":null,\"NodeNames\":[\"n1\",\"n\\u00412\"]}";
        for (long seed : Seeds.some(5)) {
            Random random = new Random(seed);
            for (int i = 0; i < 4_000; i++) {
                StringBuilder text = new StringBuilder(seedText);
                for (int change = random.nextInt(3); change >= 0; change--) {
                    int at = random.nextInt(text.length());
                    switch (random.nextInt(3)) {
                        case 0 -> text.deleteCharAt(at);
                        case 1 -> text.insert(at, seedText.charAt(random.nextInt(seedText.length())));
                        default -> text.setCharAt(at, seedText.charAt(random.nextInt(seedText.length())));
                    }
                }
                String json = text.toString();
                boolean accepted = accepts(json);
                assertThat(jacksonAccepts(json))
                        .as(json + ", " + Seeds.hint(seed))
                        .isEqualTo(accepted);
            }
        }
    }

    private boolean jacksonAccepts(String json) {
        try {
            strict.readTree(json);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean accepts(String json) {
        try {
            return passes(json);
        } catch (MalformedRequestException e) {
            return false;
        }
    }

    private static boolean passes(String json) throws MalformedRequestException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length);
        scanner.skip();
        scanner.peek();
        return scanner.position() == bytes.length;
    }
}
