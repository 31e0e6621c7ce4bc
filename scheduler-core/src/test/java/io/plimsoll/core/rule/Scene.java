package io.plimsoll.core.rule;

import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Explanation.Score;
import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.state.Cluster;
import java.util.List;

/** A small cluster on which one rule at a time is asked, through explanations. */
final class Scene {

    final Cluster cluster = new Cluster();
    private int pods;

    static NodeSpec node(String name) {
        return NodeSpec.of(name, Resources.allocatable(1000, 1000, 10));
    }

    static PodSpec pod(PodRules rules) {
        return PodSpec.named("pod").withRules(rules);
    }

    int add(NodeSpec node) {
        return cluster.addNode(node);
    }

    void put(PodSpec pod, int node) {
        cluster.bind(cluster.addPod(pod.withName("pod-" + pods++)), node, 0);
    }

    Explanation explain(Filter filter, PodSpec pod) {
        return explain(new Profile("one", List.of(filter), List.of(), NodeChoice.FIRST, new LowestFit()), pod);
    }

    Explanation explain(Scorer scorer, PodSpec pod) {
        List<WeightedScorer> scorers = List.of(new WeightedScorer(scorer, 1));
        return explain(new Profile("one", List.of(), scorers, NodeChoice.BEST, new LowestFit()), pod);
    }

    /** The normalised scores of all nodes. */
    List<Long> scores(Scorer scorer, PodSpec pod) {
        return explain(scorer, pod).nodes().stream()
                .map(report -> score(report).score())
                .toList();
    }

    /** The scores of all nodes before normalising. */
    List<Long> raw(Scorer scorer, PodSpec pod) {
        return explain(scorer, pod).nodes().stream()
                .map(report -> score(report).raw())
                .toList();
    }

    private static Score score(NodeReport report) {
        return report.scores().get(0);
    }

    private Explanation explain(Profile profile, PodSpec pod) {
        return new Scheduler(cluster, profile, 1).explain(pod);
    }
}
