package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StandardStreamsTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatIsWrittenShouldArriveAsUtf8() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StandardStreams streams = new StandardStreams(out, err);

        streams.out().print("12 µs");

        assertThat(streams.close(ExitCode.NEGATIVE)).isEqualTo(ExitCode.NEGATIVE);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("12 µs");
    }

    @Test
    void aFullDiskShouldChangeTheExitCode() {
        StandardStreams streams = new StandardStreams(failing("No space left on device"), err);

        streams.out().println("result");

        assertThat(streams.close(ExitCode.DONE)).isEqualTo(ExitCode.IO);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("The standard output must be writable: No space left on device.")
                .contains("\nMaybe ");
    }

    @Test
    void aReaderThatLeftShouldBeNoError() {
        StandardStreams streams = new StandardStreams(failing("Broken pipe"), err);

        streams.out().println("result");

        assertThat(streams.close(ExitCode.DONE)).isEqualTo(ExitCode.DONE);
        assertThat(err.size()).isZero();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
