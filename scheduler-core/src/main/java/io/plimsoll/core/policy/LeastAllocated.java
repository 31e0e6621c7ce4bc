package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * The node that would be least full: of CPU, memory and, if the pod asks for some, devices, the percentage that would be
 * free, rounded down, and of these the mean, rounded down. kube-scheduler's NodeResourcesFit with strategy LeastAllocated
 * (Kubernetes 1.34) and all weights 1, but requests count as they are: kube-scheduler puts 100 milli-cores and 200 MiB in
 * the place of missing ones.
 */
public final class LeastAllocated implements Scorer {

    @Override
    public String name() {
        return "LeastAllocated";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public long maximum() {
        return AllocatedPercent.MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        AllocatedPercent percent = new AllocatedPercent(podClass, context.nodes());
        NodeScore rule = percent::free;
        return List.of(rule);
    }

    /** {@code least-allocated}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "least-allocated";
        }

        @Override
        public String summary() {
            return "the node that would be least full";
        }

        @Override
        public String origin() {
            return "kube-scheduler, NodeResourcesFit with LeastAllocated, Kubernetes 1.34";
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new LeastAllocated());
        }
    }
}
