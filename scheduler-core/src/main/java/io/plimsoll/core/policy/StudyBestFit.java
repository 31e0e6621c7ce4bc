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
 * The policy 05-BestFit of Weng et al., "Beware of Fragmentation", USENIX ATC 2023: the node where the mean of what would be
 * left of CPU and devices, as shares of 128 cores and 8 devices, is smallest. Binary64 and cut to whole percent as in the
 * authors' simulator, whose stretching to 0..100 afterwards changes neither order nor ties and is left out; larger nodes
 * are kept within 0..100.
 */
public final class StudyBestFit implements Scorer {

    @Override
    public String name() {
        return "StudyBestFit";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public long maximum() {
        return StudyDotProduct.MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        NodeTable nodes = context.nodes();
        long cpu = podClass.request(Dimensions.CPU);
        int devices = podClass.deviceRequest().totalMilli();
        NodeScore rule = node -> {
            double cpuLeft = (nodes.free(Dimensions.CPU, node) - cpu) / StudyDotProduct.CPU;
            double devicesLeft = (nodes.deviceFreeTotal(node) - devices) / StudyDotProduct.DEVICES;
            return StudyDotProduct.percent(1 - (cpuLeft * 0.5 + devicesLeft * 0.5));
        };
        return List.of(rule);
    }

    /** {@code study-best-fit}. */
    public static final class Provider implements PolicyProvider {

        @Override
        public String name() {
            return "study-best-fit";
        }

        @Override
        public String summary() {
            return "the node where least CPU and devices would be left, in whole percent";
        }

        @Override
        public String origin() {
            return "05-BestFit of Weng et al., Beware of Fragmentation, USENIX ATC 2023";
        }

        @Override
        public Policy create(PolicyParameters parameters, PolicyContext context) {
            return Policy.best(new StudyBestFit());
        }
    }
}
