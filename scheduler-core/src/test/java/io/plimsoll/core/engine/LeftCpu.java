package io.plimsoll.core.engine;

import io.plimsoll.core.oracle.OraclePolicy;
import io.plimsoll.core.oracle.OracleScorers;
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

/** Prefers nodes with more CPU left: the simplest scorer of a single node, with a range that is no power of ten. */
final class LeftCpu implements Scorer {

    static final long MAXIMUM = 12_345;

    @Override
    public String name() {
        return "LeftCpu";
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
        NodeScore rule = node -> Math.max(0, Math.min(MAXIMUM, nodes.free(Dimensions.CPU, node)));
        return List.of(rule);
    }

    static OraclePolicy.OracleScorer oracle() {
        return OracleScorers.left("cpu", MAXIMUM);
    }
}
