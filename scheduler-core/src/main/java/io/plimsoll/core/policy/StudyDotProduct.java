package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * The policy 02-DotProd of Weng et al., "Beware of Fragmentation", USENIX ATC 2023: the node with the <em>smallest</em> dot
 * product of request and free capacity, over CPU and devices as shares of 128 cores and 8 devices. Binary64 and cut to
 * whole percent as in the authors' simulator; larger nodes are kept within 0..100.
 */
public final class StudyDotProduct implements Scorer {

    static final double CPU = 128_000;
    static final double DEVICES = 8_000;
    static final int MAXIMUM = 100;

    @Override
    public String name() {
        return "StudyDotProduct";
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
        NodeTable nodes = context.nodes();
        double cpu = podClass.request(Dimensions.CPU) / CPU;
        double devices = podClass.deviceRequest().totalMilli() / DEVICES;
        NodeScore rule = node -> {
            double freeCpu = nodes.free(Dimensions.CPU, node) / CPU;
            double freeDevices = nodes.deviceFreeTotal(node) / DEVICES;
            return percent(1 - (freeCpu * cpu + freeDevices * devices) / 2);
        };
        return List.of(rule);
    }

    /** Whole percent, cut off, and within 0..100. */
    static int percent(double share) {
        return Math.max(0, Math.min((int) (MAXIMUM * share), MAXIMUM));
    }

    /** {@code study-dot-product}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "study-dot-product";
        }

        @Override
        public String summary() {
            return "the node with the smallest dot product of request and free CPU and devices";
        }

        @Override
        public String origin() {
            return "02-DotProd of Weng et al., Beware of Fragmentation, USENIX ATC 2023";
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new StudyDotProduct());
        }
    }
}
