package io.plimsoll.extender;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Recorded data that are not part of the project. */
public final class SharedData {

    private SharedData() {}

    /** The folder of a data set; without it the test is skipped. */
    public static Path folder(String dataSet) {
        @Nullable String given = System.getProperty("plimsoll.data");
        for (@Nullable Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = given == null ? at.resolveSibling("shared").resolve("data") : Path.of(given);
            if (Files.isDirectory(data.resolve(dataSet))) {
                return data.resolve(dataSet);
            }
        }
        assumeTrue(false, "The data set " + dataSet + " is not here; -Dplimsoll.data=DIR says where.");
        throw new IllegalStateException();
    }
}
