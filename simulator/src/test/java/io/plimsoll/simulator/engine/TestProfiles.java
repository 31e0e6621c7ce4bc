package io.plimsoll.simulator.engine;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.policy.DeviceModelMatch;
import io.plimsoll.core.policy.FragmentationGradient;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.PreferredNodeLabels;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.SpreadFilter;
import java.util.ArrayList;
import java.util.List;

/** Profiles that do not draw, so that superfluous attempts change nothing. */
enum TestProfiles {
    FIRST {
        @Override
        Profile make(Filter... more) {
            return plain(NodeChoice.FIRST, more);
        }
    },
    NEXT {
        @Override
        Profile make(Filter... more) {
            return plain(NodeChoice.NEXT, more);
        }
    },
    GRADIENT {
        @Override
        Profile make(Filter... more) {
            FragmentationGradient gradient = FragmentationGradient.learning(95);
            return new Profile(
                    "gradient",
                    filters(more),
                    List.of(new WeightedScorer(gradient, 2), new WeightedScorer(new PreferredNodeLabels(), 1)),
                    NodeChoice.BEST,
                    gradient.deviceChoice());
        }
    };

    abstract Profile make(Filter... more);

    private static Profile plain(NodeChoice choice, Filter... more) {
        return new Profile("plain", filters(more), List.of(), choice, new LowestFit());
    }

    private static List<Filter> filters(Filter... more) {
        List<Filter> filters = new ArrayList<>(List.of(
                new NodeUnschedulable(),
                new NodeName(),
                new DeviceModelMatch(),
                new ResourceFit(),
                new DeviceFit(),
                new SpreadFilter()));
        filters.addAll(List.of(more));
        return filters;
    }
}
