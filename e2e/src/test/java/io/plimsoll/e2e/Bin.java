package io.plimsoll.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs that {@code e2e/control-plane/build.sh} builds. */
final class Bin {

    private Bin() {}

    /** The folder that {@code -Dplimsoll.e2e.bin} names. */
    static Path folder() {
        Path bin = Path.of(System.getProperty("plimsoll.e2e.bin", "target/bin")).toAbsolutePath();
        if (!Files.isExecutable(bin.resolve("kube-scheduler"))
                || !Files.isExecutable(bin.resolve("wire"))
                || !Files.isExecutable(bin.resolve("kubectl"))) {
            throw new IllegalStateException("The programs of e2e/control-plane/build.sh must be in " + bin + ".\n"
                    + "Maybe -Dplimsoll.e2e.bin should name another folder.");
        }
        return bin;
    }
}
