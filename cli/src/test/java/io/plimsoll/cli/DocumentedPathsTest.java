package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say of the repository is there. */
class DocumentedPathsTest {

    private static final Path ROOT = LauncherFixture.projectRoot();
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)*/[\\w-]+\\.(?:java|md|json|sh)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void everyPathInTheArchitectureDocumentShouldExist() throws IOException {
        String text = Files.readString(ROOT.resolve("docs/architecture.md"));
        List<String> paths = new ArrayList<>();
        Matcher matcher = PATH.matcher(text);
        while (matcher.find()) {
            if (matcher.group().contains("src/")) {
                paths.add(matcher.group());
            }
        }
        assertThat(paths).hasSizeGreaterThan(20);
        assertThat(paths).allSatisfy(path -> assertThat(ROOT.resolve(path)).isRegularFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/adr/README.md"})
    void everyRelativeLinkShouldLeadSomewhere(String document) throws IOException {
        Path file = ROOT.resolve(document);
        Matcher matcher = LINK.matcher(Files.readString(file));
        while (matcher.find()) {
            assertThat(file.resolveSibling(matcher.group(1))).as(document).exists();
        }
    }
}
