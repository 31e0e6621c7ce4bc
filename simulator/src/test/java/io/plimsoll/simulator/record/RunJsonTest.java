package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunJsonTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/plimsoll/simulator/record/run.json");

    @Test
    void theFileIsTheSameByteForByte() throws IOException {
        String text = RunJson.text(SampleRuns.week().summary());
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text);
        }
        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void aRunThatWasStoppedSaysSo() {
        assertThat(RunJson.text(SampleRuns.interrupted().summary()))
                .contains("\"complete\": false,\n  \"stopReason\": \"interrupted\"");
    }

    @Test
    void whatARunDoesNotHaveIsNull() {
        assertThat(RunJson.text(SampleRuns.arrivalsWithoutGpus().summary()))
                .contains("\"fragmentation\": null")
                .contains("\"inflate\": 1.3");
        assertThat(RunJson.text(SampleRuns.week().summary())).contains("\"inflate\": null");
    }
}
