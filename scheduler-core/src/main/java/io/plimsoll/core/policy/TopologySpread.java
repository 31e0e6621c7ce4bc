package io.plimsoll.core.policy;

import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.DomainCounter;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.TopologyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Spreads pods over the domains of a topology key: with the pod, its domain may hold at most {@code maxSkew} more counted
 * pods than the emptiest domain (kube-scheduler's PodTopologySpread, {@code whenUnsatisfiable: DoNotSchedule}).
 *
 * <p>The worked example of a rule about groups: a node's group is its domain, the group's value the number of pods counted
 * in it, and only the verdict looks at the smallest count, which belongs to no single group.
 */
public final class TopologySpread implements Filter {

    private static final int SKEW = 0;
    private static final int NO_LABEL = 1;

    @Override
    public String name() {
        return "PodTopologySpread";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC, Scope.CLUSTER);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        List<FilterRule> rules = new ArrayList<>();
        for (SpreadConstraint constraint : podClass.spread()) {
            if (constraint.must()) {
                DomainCounter counter = context.topology()
                        .counter(constraint.topologyKey(), podClass.namespace(), constraint.selector());
                rules.add(new Rule(counter, constraint.maxSkew(), podClass.countsItself(constraint) ? 1 : 0));
            }
        }
        return rules;
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return bit == SKEW
                ? "node(s) didn't match pod topology spread constraints"
                : "node(s) didn't match pod topology spread constraints (missing required label)";
    }

    private record Rule(DomainCounter counter, int maxSkew, int itself) implements GroupFilter {

        @Override
        public int group(int node) {
            return counter.key().domain(node);
        }

        @Override
        public long value(int domain) {
            return domain == TopologyKey.NO_DOMAIN ? -1 : counter.count(domain);
        }

        @Override
        public long verdictOn(long count) {
            if (count < 0) {
                return FilterRule.never(NO_LABEL);
            }
            return count + itself - counter.minimum() > maxSkew ? 1L << SKEW : PASS;
        }
    }
}
