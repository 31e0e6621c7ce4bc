package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.simulator.record.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanInputsTest {

    private static final String OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    private Path temp;

    @Test
    void aFileShouldHaveTheDigestOfItsBytes() throws IOException {
        Path file = Files.writeString(temp.resolve("a.yaml"), "hello");
        assertThat(PlanInputs.of(List.of(file))).containsExactly(new InputFile("a.yaml", 5, OF_HELLO));
    }

    @Test
    void aFolderShouldHaveTheDigestOfWhatSha256sumPrints() throws IOException {
        Path folder = temp.resolve("f");
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("b"), "hello");
        Files.writeString(folder.resolve("sub/a"), "hello");
        Path printed = Files.writeString(temp.resolve("printed"), OF_HELLO + "  b\n" + OF_HELLO + "  sub/a\n");
        String expected = PlanInputs.of(List.of(printed)).get(0).sha256();
        assertThat(PlanInputs.of(List.of(folder))).containsExactly(new InputFile("f/", 10, expected));
        Files.writeString(folder.resolve("sub/a"), "other");
        assertThat(PlanInputs.of(List.of(folder)).get(0).sha256()).isNotEqualTo(expected);
    }
}
