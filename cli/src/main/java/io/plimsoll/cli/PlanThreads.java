package io.plimsoll.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says how many threads a question of capacity may take. */
final class PlanThreads {

    @Option(names = "--threads", paramLabel = "N", description = "Threads. Default: one per processor.")
    private @Nullable Integer threads;

    /** At least 1. */
    int count() {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1) {
            throw Failure.usage(
                    "The number of threads (" + threads + ") of --threads must be at least 1.",
                    "Maybe the option should be left out: then there is one per processor.");
        }
        return threads;
    }
}
