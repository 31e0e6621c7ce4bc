package io.plimsoll.core.rule;

import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.rule.SpreadDefaults.Spread;
import io.plimsoll.core.state.CountedNodes;
import io.plimsoll.core.state.DomainCounter;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The counters of the spread constraints of a class. */
final class SpreadCounters {

    private SpreadCounters() {}

    /**
     * The counter of one constraint.
     *
     * @param all the constraints that are looked at together: where every label is needed, nodes must have those of all
     */
    static DomainCounter of(
            Spread spread, List<Spread> all, boolean everyLabel, PodClass podClass, PluginContext context) {
        SpreadConstraint constraint = spread.constraint();
        SortedSet<String> labels = new TreeSet<>();
        for (Spread other : all) {
            if (everyLabel) {
                labels.add(other.constraint().topologyKey());
            }
        }
        // Nodes without it are in no domain of it anyway.
        labels.remove(constraint.topologyKey());
        PodRules rules = podClass.rules();
        CountedNodes nodes = new CountedNodes(
                labels,
                constraint.honorsAffinity() ? rules.nodeAffinity() : NodeAffinity.ANY,
                constraint.honorsTaints() ? rules.tolerations() : null);
        return context.topology().counter(constraint.topologyKey(), nodes, spread.counted());
    }
}
