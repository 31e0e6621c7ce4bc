package com.example.plimsoll;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/** Prefers the node with the fewest pods; from {@code full} pods on all nodes are equally bad. */
public final class FewestPods implements Scorer {

    private final long full;

    public FewestPods(long full) {
        this.full = full;
    }

    @Override
    public String name() {
        return "FewestPods";
    }

    /** The score depends on the pods of that node and on nothing else: it is asked again when one comes or goes. */
    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    /** Scores are 0 to this, and higher is better. */
    @Override
    public long maximum() {
        return full;
    }

    /** Called once per class of pods; the rule it returns is called once per node and must not allocate. */
    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        NodeTable nodes = context.nodes();
        NodeScore rule = node -> full - Math.min(full, nodes.podCount(node));
        return List.of(rule);
    }
}
