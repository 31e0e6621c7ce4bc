package io.plimsoll.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of {@code plimsoll} that has ended.
 *
 * @param output what it printed
 */
record Command(int exitCode, String output) {

    /** Runs it to its end; what it prints goes to a file that is not there yet, too. */
    static Command run(Path log, String... arguments) throws IOException, InterruptedException {
        try (Program program = Program.plimsoll(log, List.of(arguments))) {
            int exitCode = program.await();
            return new Command(exitCode, program.output());
        }
    }
}
