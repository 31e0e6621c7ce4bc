package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextInputTest {

    @TempDir
    Path folder;

    @Test
    void plainAndCompressedTextReadTheSame() throws IOException {
        String text = "Zürich,東,x\n".repeat(10_000);
        assertThat(read(write("a.csv", text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(text);
        assertThat(read(write("a.csv.gz", OpenbFiles.gzip(text)))).isEqualTo(text);
    }

    @Test
    void theByteOrderMarkIsNoTextButPartOfTheDigest() throws IOException {
        Path file = write("a.csv", "\ufeffabc".getBytes(StandardCharsets.UTF_8));
        try (TextInput input = TextInput.open(file)) {
            assertThat(rest(input)).isEqualTo("abc");
            assertThat(input.digest().bytes()).isEqualTo(6);
            assertThat(input.damage()).isNull();
        }
        assertThat(read(write("b.csv", new byte[] {(byte) 0xef, (byte) 0xbb}))).isEqualTo("\ufffd");
    }

    @Test
    void theDigestIsSha256OfTheDecompressedBytes() throws IOException {
        try (TextInput input = TextInput.open(write("abc.gz", OpenbFiles.gzip("abc")))) {
            assertThat(rest(input)).isEqualTo("abc");
            assertThat(input.digest().sha256())
                    .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
            assertThat(input.digest().file()).isEqualTo("abc.gz");
        }
    }

    @Test
    void aSmallFileThatUnpacksToTooMuchEndsAtTheLimit() throws IOException {
        Path bomb = write("bomb.gz", OpenbFiles.gzip("0".repeat(50_000_000)));
        assertThat(Files.size(bomb)).isLessThan(100_000);

        try (TextInput input = TextInput.open(bomb, 1_000_000)) {
            assertThat(rest(input).length()).isLessThanOrEqualTo(1_000_000);
            assertThat(input.damage())
                    .isEqualTo(new TextInput.Damage(
                            "hold at most 1000000 bytes after decompression", "it is not the file it is taken for."));
            assertThat(input.digest().bytes()).isLessThanOrEqualTo(1_000_000 + 65_536);
        }
    }

    @Test
    void aFileOfExactlyTheLimitIsWhole() throws IOException {
        try (TextInput input = TextInput.open(write("a.csv", new byte[1000]), 1000)) {
            assertThat(rest(input)).hasSize(1000);
            assertThat(input.damage()).isNull();
        }
    }

    @Test
    void severalGzipMembersAreOneText() throws IOException {
        byte[] member = OpenbFiles.gzip("abc");
        byte[] two = Arrays.copyOf(member, 2 * member.length);
        System.arraycopy(member, 0, two, member.length, member.length);

        assertThat(read(write("two.gz", two))).isEqualTo("abcabc");
    }

    @Test
    void aGzipHeaderThatIsCutOrWrongIsDamage() throws IOException {
        byte[] whole = OpenbFiles.gzip("abc");
        try (TextInput input = TextInput.open(write("cut.gz", Arrays.copyOf(whole, 5)))) {
            assertThat(rest(input)).isEmpty();
            assertThat(input.damage()).isEqualTo(GuardedStream.CUT_OFF);
        }
        whole[2] = 77;
        try (TextInput input = TextInput.open(write("wrong.gz", whole))) {
            assertThat(rest(input)).isEmpty();
            assertThat(input.damage()).isEqualTo(GuardedStream.BROKEN);
        }
    }

    @Test
    void singleBytesAreGuardedToo() throws IOException {
        try (GuardedStream stream = new GuardedStream(new ByteArrayInputStream(new byte[] {(byte) 200, 1}), 1)) {
            assertThat(stream.read()).isEqualTo(200);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.damage()).isNotNull();
            assertThat(stream.markSupported()).isFalse();
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsAnInputOutputError() {
        assertThatThrownBy(() -> TextInput.open(folder.resolve("none.csv"))).isInstanceOf(NoSuchFileException.class);
        assertThat(TextInput.baseName(Path.of("/"))).isEqualTo("/");
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static String read(Path file) throws IOException {
        try (TextInput input = TextInput.open(file)) {
            return rest(input);
        }
    }

    private static String rest(TextInput input) throws IOException {
        StringWriter text = new StringWriter();
        input.reader().transferTo(text);
        return text.toString();
    }
}
