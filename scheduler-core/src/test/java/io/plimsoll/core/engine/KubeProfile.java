package io.plimsoll.core.engine;

import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.policy.NodeUnschedulable;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.BalancedAllocationScore;
import io.plimsoll.core.rule.FullnessShape;
import io.plimsoll.core.rule.HostPortFilter;
import io.plimsoll.core.rule.ImageScore;
import io.plimsoll.core.rule.NodeAffinityFilter;
import io.plimsoll.core.rule.NodeAffinityScore;
import io.plimsoll.core.rule.ResourceFitScore;
import io.plimsoll.core.rule.TaintFilter;
import io.plimsoll.core.rule.TaintScore;
import io.plimsoll.core.rule.WeightedResource;
import java.util.List;

/** The part of kube-scheduler's default profile that looks at single nodes. */
public final class KubeProfile {

    private KubeProfile() {}

    /** A profile for one scheduler. */
    public static Profile singleNodeRules() {
        List<WeightedResource> usual = List.of(new WeightedResource("cpu", 1), new WeightedResource("memory", 1));
        return new Profile(
                "kube-scheduler",
                List.of(
                        new NodeUnschedulable(),
                        new NodeName(),
                        new TaintFilter(),
                        new NodeAffinityFilter(NodeAffinity.ANY),
                        new HostPortFilter(),
                        new ResourceFit()),
                List.of(
                        new WeightedScorer(new TaintScore(), 3),
                        new WeightedScorer(new NodeAffinityScore(NodeAffinity.ANY), 2),
                        new WeightedScorer(new ResourceFitScore(FullnessShape.leastAllocated(), usual), 1),
                        new WeightedScorer(new BalancedAllocationScore(usual), 1),
                        new WeightedScorer(new ImageScore(), 1)),
                NodeChoice.BEST,
                new LowestFit());
    }
}
