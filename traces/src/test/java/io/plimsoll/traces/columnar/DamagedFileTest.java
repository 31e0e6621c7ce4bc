package io.plimsoll.traces.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.traces.Seeds;
import io.plimsoll.traces.event.BrokenTraceException;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of a file is noticed, and what comes before it can be read. */
final class DamagedFileTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private final Trace trace = RandomTrace.of(7, 60);
    private byte[] sound = new byte[0];

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("trace.plimsoll");
        try (EventStream stream = trace.stream()) {
            NativeTraceWriter.write(file, stream);
        }
        sound = Files.readAllBytes(file);
    }

    @Test
    void aFlippedBitAnywhereShouldBeNoticedAndPlaced() throws Exception {
        SplittableRandom random = new SplittableRandom(Seeds.of("DamagedFileTest", 3));
        for (int at = 0; at < sound.length; at++) {
            byte[] bytes = sound.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
            assertThatThrownBy(this::readStrictly)
                    .as("byte %d", at)
                    .isInstanceOfAny(InputException.class, BrokenTraceException.class)
                    .hasMessageContaining(" at byte ")
                    .hasMessageContaining("\n  Maybe ");
            readLeniently();
        }
    }

    @Test
    void aFileThatIsCutOffShouldBeReadUpToThere() throws Exception {
        int mostRead = 0;
        for (int length = sound.length - 1; length >= 0; length--) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThatThrownBy(this::readStrictly)
                    .as("length %d", length)
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(" at byte ");
            mostRead = Math.max(mostRead, readLeniently());
        }
        assertThat(mostRead).isEqualTo(trace.events().size());
    }

    @Test
    void zerosInPlaceOfTheEndShouldBeNoticed() throws Exception {
        byte[] bytes = Arrays.copyOf(sound, sound.length + 4096);
        Files.write(file, bytes);
        assertThatThrownBy(this::readStrictly)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be the trailer that follows the summary");
        assertThat(readLeniently()).isEqualTo(trace.events().size());
    }

    private void readStrictly() throws IOException, InputException {
        Trace.of(NativeTrace.open(file, Problems.strict()));
    }

    /** Reads what can be read, makes sure that it is the beginning, and returns how many events it is. */
    private int readLeniently() throws IOException {
        Problems problems = Problems.lenient();
        try {
            NativeTrace read = NativeTrace.open(file, problems);
            assertThat(problems.count()).isEqualTo(1);
            List<TraceEvent> events = Trace.of(read).events();
            assertThat(events).isEqualTo(trace.events().subList(0, events.size()));
            assertThat(read.contents().events()).isEqualTo(events.size());
            return events.size();
        } catch (InputException e) {
            assertThat(e).hasMessageContaining(" at byte ");
            return 0;
        }
    }
}
