package io.plimsoll.core.rule;

import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.rule.SpreadDefaults.Spread;
import io.plimsoll.core.state.DomainCounter;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.TopologyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spreads pods over the domains of a topology key: with the pod, its domain may hold at most {@code maxSkew} more counted
 * pods than the emptiest domain (kube-scheduler's PodTopologySpread, {@code whenUnsatisfiable: DoNotSchedule}). Domains are
 * those of nodes that have the labels of all constraints and, where a constraint says so, that the pod's affinity and
 * tolerations allow; with fewer than {@code minDomains} of them the emptiest counts as empty.
 *
 * <p>A node's group is its domain, the group's value the number of pods counted in it, and only the verdict looks at the
 * smallest count, which belongs to no single group.
 */
public final class SpreadFilter implements Filter {

    private static final int SKEW = 0;
    private static final int NO_LABEL = 1;

    private final SpreadDefaults defaults;
    private final SpreadVersions versions;

    /** Spreads only pods with constraints of their own. */
    public SpreadFilter() {
        this(SpreadDefaults.NONE);
    }

    /** @param defaults how others are spread */
    public SpreadFilter(SpreadDefaults defaults) {
        this.defaults = defaults;
        this.versions = new SpreadVersions(defaults, true);
    }

    @Override
    public String name() {
        return "PodTopologySpread";
    }

    @Override
    public Set<Scope> scopes() {
        return defaults.scopes();
    }

    @Override
    public long epoch(PodClass podClass, PluginContext context) {
        return versions.of(podClass, context);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        List<Spread> all = defaults.of(podClass, context, true);
        List<FilterRule> rules = new ArrayList<>();
        for (Spread spread : all) {
            SpreadConstraint constraint = spread.constraint();
            rules.add(new Rule(
                    context,
                    constraint.selector().isEmpty() ? spread.namespace() : null,
                    context.topology().key(constraint.topologyKey()),
                    SpreadCounters.of(spread, all, true, podClass, context),
                    (long) constraint.maxSkew() - (spread.itself() ? 1 : 0),
                    constraint.minDomains()));
        }
        return rules;
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        return SpreadHints.mayHelp(event, podClass.namespace(), defaults.of(podClass, context, true));
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return bit == SKEW
                ? "node(s) didn't match pod topology spread constraints"
                : "node(s) didn't match pod topology spread constraints (missing required label)";
    }

    /** @param everyPodOf the namespace, where the selector is empty; else null */
    private record Rule(
            PluginContext context,
            @Nullable String everyPodOf,
            TopologyKey key,
            DomainCounter counter,
            long above,
            int minDomains)
            implements GroupFilter {

        @Override
        public int group(int node) {
            return key.domain(node);
        }

        @Override
        public long value(int domain) {
            return domain == TopologyKey.NO_DOMAIN ? -1 : counter.count(domain);
        }

        @Override
        public DomainCounter valuesFrom() {
            return counter;
        }

        @Override
        public long verdictOn(long count) {
            return count < 0 ? FilterRule.never(NO_LABEL) : verdictOn(count, counter.minimum());
        }

        long verdictOn(long count, long minimum) {
            long fewest = counter.domains() < minDomains ? 0 : minimum;
            return count - fewest > above ? 1L << SKEW : PASS;
        }

        @Override
        public DryRun dryRun() {
            return new Thought(this);
        }
    }

    /**
     * Counts as kube-scheduler does for pods that are thought to come and go: one that is being deleted is not counted to
     * begin with, and yet is missing when it leaves; an empty selector counts no pod to begin with, and yet all that come or
     * leave.
     */
    private static final class Thought implements DryRun {

        private final Rule rule;
        private int domain;
        private boolean counted;
        private long others;
        private long count;

        Thought(Rule rule) {
            this.rule = rule;
        }

        @Override
        public void start(int node) {
            domain = rule.key.domain(node);
            counted = rule.counter.key().domain(node) != TopologyKey.NO_DOMAIN;
            count = rule.value(domain);
            others = counted ? rule.counter.minimumBeside(domain) : rule.counter.minimum();
        }

        @Override
        public void pod(int pod, int sign) {
            count += counted ? sign * times(pod) : 0;
        }

        private int times(int pod) {
            @Nullable String every = rule.everyPodOf;
            return every == null
                    ? rule.context.topology().times(rule.counter, pod)
                    : every.equals(rule.context.pods().template(pod).spec().namespace()) ? 1 : 0;
        }

        @Override
        public long verdict() {
            if (domain == TopologyKey.NO_DOMAIN) {
                return FilterRule.never(NO_LABEL);
            }
            return rule.verdictOn(count, counted ? Math.min(count, others) : others);
        }
    }
}
