package io.plimsoll.planner;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where published data sets lie, for tests that need one; they are not part of the project. */
public final class SharedData {

    /** Instances of vector bin packing. */
    public static final String VBP = "vbp-vectorpack";

    private SharedData() {}

    /** The folder of a data set; skips the test, naming the data set, when it is not there. */
    public static Path folder(String name) {
        @Nullable String set = System.getProperty("plimsoll.data");
        List<String> roots =
                set == null || set.isEmpty() ? List.of("../shared/data", "../../shared/data") : List.of(set);
        for (String root : roots) {
            Path folder = Path.of(root, name);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "The data set " + name + " is not at hand; say where with -Dplimsoll.data=FOLDER.");
        throw new IllegalStateException();
    }
}
