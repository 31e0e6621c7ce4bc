package io.plimsoll.traces.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that makes nodes fail: one by one, or all of a rack or zone together.
 *
 * @param name what it is called
 * @param unit what fails at once
 * @param fleets the fleets it strikes; empty for all
 * @param timeToFailure from the beginning of the trace, or from the end of the last repair, to the next failure
 * @param timeToRepair from a failure to the end of its repair
 */
record FailureCause(
        String name, Unit unit, List<String> fleets, Distribution timeToFailure, Distribution timeToRepair) {

    /** What fails at once. */
    enum Unit {
        /** Each node for itself. */
        NODE(null),
        /** The nodes of a rack. */
        RACK(NodeShape.RACK_LABEL),
        /** The nodes of a zone, of all fleets concerned. */
        ZONE(NodeShape.ZONE_LABEL);

        private final @Nullable String label;

        Unit(@Nullable String label) {
            this.label = label;
        }

        /** The label whose value nodes that fail together share; null when each node fails for itself. */
        @Nullable
        String label() {
            return label;
        }
    }
}
