package io.plimsoll.cli;

/** How a command prints its result. */
enum SummaryFormat {
    /** For people. */
    TABLE,
    /** For programs: what stands in the result's file. */
    JSON,
    /** The objects themselves. */
    YAML
}
