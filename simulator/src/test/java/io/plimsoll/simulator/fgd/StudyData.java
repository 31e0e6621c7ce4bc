package io.plimsoll.simulator.fgd;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the openb lists and the published tables lie, for tests that need them. */
final class StudyData {

    private static final String NAME = "alibaba-gpu-v2023-openb";

    private StudyData() {}

    /** The folder; skips the test when it is not there. */
    static Path folder() {
        @Nullable String set = System.getProperty("plimsoll.data");
        List<String> roots =
                set == null || set.isEmpty() ? List.of("../shared/data", "../../shared/data") : List.of(set);
        for (String root : roots) {
            Path folder = Path.of(root, NAME);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "The data set " + NAME + " is not at hand; say where with -Dplimsoll.data=FOLDER.");
        throw new IllegalStateException();
    }
}
