package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.traces.event.InputException;
import io.plimsoll.traces.event.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadBrokenInputTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "\"span\": \"2d\"; \"span\": 2; 3: The value (2) of span must be a duration, such as 90s, 1h30m or 7d.; its unit is missing."
            })
    void aProblemIsToldWithItsPlaceValueRuleAndAdvice(String text, String other, String problem, String advice)
            throws IOException {
        assertThat(message(WorkloadFiles.with(text, other == null ? "" : other)))
                .isEqualTo("w.json:" + problem + "\n  Maybe " + advice);
    }

    private String message(String description) throws IOException {
        return message(description.getBytes(StandardCharsets.UTF_8));
    }

    private String message(byte[] description) throws IOException {
        Path file = Files.write(folder.resolve("w.json"), description);
        InputException thrown =
                catchThrowableOfType(InputException.class, () -> Workload.read(file, Problems.strict()));
        assertThat(thrown).as("the description is refused").isNotNull();
        return thrown.getMessage().replace(file.toString(), "w.json");
    }
}
