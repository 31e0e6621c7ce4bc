package io.plimsoll.cli;

import org.jspecify.annotations.Nullable;

/** How many threads a question of capacity may take. */
final class PlanThreads {

    private PlanThreads() {}

    static int of(@Nullable Integer given) {
        if (given == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (given < 1) {
            throw Failure.usage(
                    "The number of threads (" + given + ") of --threads must be at least 1.",
                    "Maybe the option should be left out: then there is one per processor.");
        }
        return given;
    }
}
