package io.plimsoll.traces.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.output.OutputFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with sound checksums that no writer writes: each is refused with a message, and nothing large is allocated. */
final class HostileFileTest {

    private static final long HUGE = Long.MAX_VALUE;

    @TempDir
    private Path folder;

    static Stream<Arguments> badBlocks() {
        return Stream.of(
                arguments(
                        "no header first",
                        blocks(writer -> block(writer, Layout.EVENTS)),
                        "The content of block 0 at byte 16 must be the header."),
                arguments(
                        "text longer than its block",
                        blocks(writer -> block(writer, Layout.HEADER, 60_000)),
                        "The content of block 0 at byte 16 must not end in the middle of a value."),
                arguments(
                        "text longer than allowed",
                        blocks(writer -> block(writer, Layout.HEADER, HUGE)),
                        "The content of block 0 at byte 16 must hold numbers in their ranges, such as "
                                + "9223372036854775807 in 0..65536."),
                arguments(
                        "more budgets than bytes",
                        blocks(writer -> block(writer, Layout.HEADER, 0, 0, 1, HUGE)),
                        "The content of block 0 at byte 16 must hold numbers in their ranges, such as "
                                + "9223372036854775807 in 0..0."),
                arguments(
                        "initial nodes that are missing",
                        blocks(writer -> {
                            block(writer, Layout.HEADER, 0, 0, 1, 0, Integer.MAX_VALUE);
                            block(writer, Layout.EVENTS, 1, 1, 0);
                        }),
                        "The content of block 1 at byte 45 must hold the rest of the initial nodes."),
                arguments(
                        "more rows than allowed",
                        events(HUGE),
                        "The content of block 1 at byte 41 must hold numbers in their ranges, such as "
                                + "9223372036854775807 in 0..65536."),
                arguments(
                        "more pods than events",
                        events(3, 4),
                        "The content of block 1 at byte 41 must hold numbers in their ranges, such as 4 in 0..3."),
                arguments(
                        "columns that are missing",
                        events(65_536, 65_536, 0, 8, 0),
                        "The content of block 1 at byte 41 must not end in the middle of a value."),
                arguments(
                        "a type that does not exist",
                        events(1, 1, 0, 0, 6),
                        "The content of block 1 at byte 41 must hold numbers in their ranges, such as 6 in 0..5."),
                arguments(
                        "events without a dictionary",
                        events(
                                1, 1, 5, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 'p', 31, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0,
                                0, 0),
                        "The content of block 1 at byte 41 must hold at least one event, and none without a dictionary."),
                arguments(
                        "a pod without a template",
                        events(1, 1, 0, 0, 0, 0, 0, 0, 5),
                        "The content of block 1 at byte 41 must hold numbers in their ranges, such as 5 in 0..0."),
                arguments(
                        "a dictionary that skips numbers",
                        after(Layout.DICTIONARY, 1, 0),
                        "The content of block 1 at byte 41 must go on with the dictionaries where the one before ends."),
                arguments(
                        "a dictionary that promises too much",
                        after(Layout.DICTIONARY, 0, HUGE),
                        "The content of block 1 at byte 41 must hold numbers in their ranges, such as "
                                + "9223372036854775807 in 0..0."),
                arguments(
                        "a pod that cannot be",
                        after(Layout.DICTIONARY, 0, 1, 1, 'n', 0, HUGE, 0, 0, 0, 0),
                        "The content of block 1 at byte 41 must describe what can be: The quantity (9223372036854775807) "
                                + "of resource (cpu) must be between 0 and 1125899906842624.."),
                arguments(
                        "an unknown type of block",
                        after('?'),
                        "The content of block 1 at byte 41 must be of a known type, not 63."),
                arguments(
                        "a summary with a tail",
                        after(Layout.SUMMARY, 0, 0, 0, 0, 0, 0, 0),
                        "The content of block 1 at byte 41 must end after its last value, not 1 bytes later."),
                arguments(
                        "a summary that counts wrongly",
                        after(Layout.SUMMARY, 5, 0, 0, 0, 0, 0),
                        "The content of block 1 at byte 41 must count the events before it, which are 0, not 5."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBlocks")
    void aBadBlockShouldBeRefusedAndPlaced(String name, Consumer<Path> write, String message) {
        Path file = folder.resolve("trace.plimsoll");
        write.accept(file);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        assertThatThrownBy(() -> NativeTrace.open(file, Problems.strict()))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": " + message + "\n  Maybe another program wrote the file, and wrongly.");

        assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isLessThan(8 << 20);
    }

    @Test
    void otherFilesShouldBeToldApart() throws Exception {
        Path file = folder.resolve("trace.plimsoll");
        Files.writeString(file, "name,cpu\n");
        assertThatThrownBy(() -> NativeTrace.open(file, Problems.lenient()))
                .hasMessage(
                        file + ": The start (6e616d652c637075) of the file at byte 0 must be 89504c4d540d0a1a, as of "
                                + "every Plimsoll trace.\n  Maybe it is of another format, or a transfer as text changed it.");
        events(1).accept(file);
        byte[] bytes = Files.readAllBytes(file);
        Layout.INTS.set(bytes, 8, 2);
        Layout.INTS.set(bytes, 12, Layout.checksum(bytes, 0, 12));
        Files.write(file, bytes);
        assertThatThrownBy(() -> NativeTrace.open(file, Problems.strict()))
                .hasMessage(
                        file + ": The version (2) of the file at byte 0 must be 1.\n  Maybe a newer Plimsoll wrote the "
                                + "file.");
        assertThatThrownBy(() -> NativeTrace.open(folder, Problems.strict())).hasMessageContaining("it is a folder");
    }

    @Test
    void aLengthBeyondTheLimitShouldNotBeAllocated() throws Exception {
        Path file = folder.resolve("trace.plimsoll");
        events(1).accept(file);
        byte[] bytes = Files.readAllBytes(file);
        Layout.INTS.set(bytes, 20, Integer.MAX_VALUE);
        Layout.INTS.set(bytes, 32, Layout.checksum(bytes, 16, 16));
        Files.write(file, bytes);
        assertThatThrownBy(() -> NativeTrace.open(file, Problems.strict()))
                .hasMessageContaining(
                        "The length of block 0 at byte 16 must be at most 33554432 bytes, not 2147483647.");
        Layout.INTS.set(bytes, 20, Layout.MOST_PAYLOAD_BYTES);
        Layout.INTS.set(bytes, 32, Layout.checksum(bytes, 16, 16));
        Files.write(file, bytes);
        assertThatThrownBy(() -> NativeTrace.open(file, Problems.strict()))
                .hasMessageContaining(
                        "The block (0) of the file at byte 16 must be complete, but the file ends at byte ");
        Layout.INTS.set(bytes, 24, 9);
        Layout.INTS.set(bytes, 32, Layout.checksum(bytes, 16, 16));
        Files.write(file, bytes);
        assertThatThrownBy(() -> NativeTrace.open(file, Problems.strict()))
                .hasMessageContaining("The number of block 0 at byte 16 must be 0, not 9.");
    }

    /** A header and a block of events. */
    private static Consumer<Path> events(long... numbers) {
        return after(Layout.EVENTS, numbers);
    }

    /** A header and another block. */
    private static Consumer<Path> after(int type, long... numbers) {
        return blocks(writer -> {
            block(writer, Layout.HEADER, 0, 0, 1, 0, 0);
            block(writer, type, numbers);
        });
    }

    private static Consumer<Path> blocks(Consumer<BlockWriter> write) {
        return path -> {
            try (OutputFile file = OutputFile.create(
                    path.resolveSibling(""), String.valueOf(path.getFileName()), UnaryOperator.identity())) {
                write.accept(new BlockWriter(file));
                file.commit();
            }
        };
    }

    private static void block(BlockWriter writer, int type, long... numbers) {
        ByteSink payload = new ByteSink();
        for (long number : numbers) {
            payload.number(number);
        }
        writer.block(type, payload);
    }
}
