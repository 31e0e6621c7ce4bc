package io.plimsoll.cli;

import java.util.List;

/**
 * The seeds of several runs.
 *
 * @param values the seeds, in the order given
 */
record Seeds(List<Integer> values) {

    /** Copies its argument. */
    Seeds {
        values = List.copyOf(values);
    }
}
