package io.plimsoll.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds published data sets, which are not part of the project; tests that need one are skipped without it. */
public final class SharedData {

    private SharedData() {}

    /** The folder of a data set; skips the test, naming the data set, when it is absent. */
    public static Path folder(String dataSet) {
        for (Path root : roots()) {
            Path folder = root.resolve(dataSet);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        }
        assumeTrue(false, "The data set " + dataSet + " is not here; -Dplimsoll.data=DIR says where.");
        throw new AssertionError();
    }

    private static List<Path> roots() {
        List<Path> roots = new ArrayList<>();
        @Nullable String given = System.getProperty("plimsoll.data");
        if (given != null) {
            roots.add(Path.of(given));
        } else {
            roots.add(Path.of("..", "shared", "data"));
            roots.add(Path.of("..", "..", "shared", "data"));
        }
        return roots;
    }
}
