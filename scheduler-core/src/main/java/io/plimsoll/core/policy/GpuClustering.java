package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.List;
import java.util.Set;

/**
 * A node with pods that ask for devices in the same way: a share, or the same number of whole ones. 75 points where all pods
 * with devices are of the same kind, 50 where some are, 25 where there are none, 0 where all are of other kinds, and up to
 * 25 more the fewer devices are free. For a pod without devices all nodes are alike. The policy 03-GpuClustering of Weng et
 * al., "Beware of Fragmentation", USENIX ATC 2023, after Xiao et al., "Gandiva", OSDI 2018.
 */
public final class GpuClustering implements Scorer {

    private static final long MAXIMUM = 100;
    private static final long ONLY_SAME = 75;
    private static final long SOME_SAME = 50;
    private static final long NONE = 25;
    private static final long MOST_FOR_USE = 25;
    private static final int DEVICES = 8_000;

    @Override
    public String name() {
        return "GpuClustering";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public long maximum() {
        return MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        return podClass.deviceCount() == 0
                ? List.of()
                : List.of(new Rule(kindOf(podClass), context.nodes(), context.pods()));
    }

    /** 0 for a pod without devices, -1 for one with a share, else the number of whole devices. */
    private static int kindOf(PodClass podClass) {
        return podClass.deviceRequest().isShare() ? -1 : podClass.deviceCount();
    }

    private record Rule(int kind, NodeTable nodes, PodTable pods) implements NodeScore {

        @Override
        public long score(int node) {
            long used = MOST_FOR_USE * (DEVICES - nodes.deviceFreeTotal(node)) / DEVICES;
            return Math.max(0, Math.min(used, MOST_FOR_USE)) + company(node);
        }

        private long company(int node) {
            boolean same = false;
            boolean others = false;
            for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                int other = kindOf(pods.podClass(pod));
                same |= other == kind;
                others |= other != kind && other != 0;
                if (same && others) {
                    return SOME_SAME;
                }
            }
            if (same) {
                return ONLY_SAME;
            }
            return others ? 0 : NONE;
        }
    }

    /** {@code gpu-clustering}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "gpu-clustering";
        }

        @Override
        public String summary() {
            return "a node with pods that ask for devices in the same way";
        }

        @Override
        public String origin() {
            return "03-GpuClustering of Weng et al., Beware of Fragmentation, USENIX ATC 2023, after Gandiva, OSDI 2018";
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new GpuClustering());
        }
    }
}
