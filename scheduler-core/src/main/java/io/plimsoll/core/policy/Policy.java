package io.plimsoll.core.policy;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.Scorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy brings to a profile, beside the filters that every profile has.
 *
 * @param nodeChoice which feasible node is taken
 * @param scorers what makes a node better; empty unless the node choice is {@link NodeChoice#BEST}
 * @param deviceChoice which devices are taken; null leaves that to the other parts of the profile, and in the end to
 *     {@link LowestFit}
 * @param filters further filters, asked after the usual ones
 */
public record Policy(
        NodeChoice nodeChoice,
        List<WeightedScorer> scorers,
        @Nullable DeviceChoice deviceChoice,
        List<Filter> filters) {

    /** Copies its arguments. */
    public Policy {
        scorers = List.copyOf(scorers);
        filters = List.copyOf(filters);
    }

    /** The node with the highest score. */
    public static Policy best(Scorer scorer) {
        return new Policy(NodeChoice.BEST, List.of(new WeightedScorer(scorer, 1)), null, List.of());
    }

    /** A node that is chosen without scores. */
    public static Policy unscored(NodeChoice choice) {
        return new Policy(choice, List.of(), null, List.of());
    }

    /** This policy with its own choice of devices. */
    public Policy withDeviceChoice(DeviceChoice choice) {
        return new Policy(nodeChoice, scorers, choice, filters);
    }

    /** This policy with further filters. */
    public Policy withFilters(List<Filter> further) {
        return new Policy(nodeChoice, scorers, deviceChoice, further);
    }
}
