package io.plimsoll.simulator.fgd;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.policy.*;
import java.util.List;

/** stub */
final class StudyProfiles {
    static Profile of(StudyPolicy policy, StudyWorkload workload) {
        var g = FragmentationGradient.of(workload.typical());
        return new Profile(
                "fgd",
                List.of(
                        new NodeUnschedulable(),
                        new NodeName(),
                        new DeviceModelMatch(),
                        new ResourceFit(),
                        new DeviceFit()),
                List.of(new WeightedScorer(g, 1)),
                NodeChoice.BEST,
                g.deviceChoice());
    }
}
