package io.plimsoll.kubernetes.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of bad input with the exact words that a person gets; {@code -Dgolden.update=true} writes them anew. */
final class BadObjectsTest {

    private static final String FILE = "bad-objects.txt";

    private record Case(String name, String input, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        String text;
        try (InputStream in = Objects.requireNonNull(BadObjectsTest.class.getResourceAsStream(FILE))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Case> cases = new ArrayList<>();
        for (String part : text.substring(4).split("\n=== ", -1)) {
            int name = part.indexOf('\n');
            int input = part.indexOf("\n>>>\n");
            cases.add(new Case(
                    part.substring(0, name),
                    part.substring(name + 1, input + 1),
                    part.substring(input + 5).strip()));
        }
        return cases;
    }

    private static String said(Case bad) {
        try {
            Problems problems = Problems.strict();
            Manifests objects =
                    new ObjectReader(problems).read("bad.yaml", bad.input()).finish();
            return String.join("\n", objects.warnings());
        } catch (InputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void badInputShouldBeSaidInTheseWords(Case bad) {
        if (!Boolean.getBoolean("golden.update")) {
            assertThat(said(bad)).isEqualTo(bad.expected());
        }
    }

    @Test
    void thereShouldBeAtLeastFortyKinds() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            StringBuilder all = new StringBuilder();
            for (Case bad : cases()) {
                all.append("=== %s\n%s>>>\n%s\n\n".formatted(bad.name(), bad.input(), said(bad)));
            }
            Path file =
                    Path.of("src/test/resources/io/plimsoll/kubernetes/input").resolve(FILE);
            Files.writeString(file, all.toString().stripTrailing() + "\n");
        }
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(40);
        try (Stream<Case> all = cases().stream()) {
            assertThat(all.map(Case::name)).doesNotHaveDuplicates();
        }
    }
}
