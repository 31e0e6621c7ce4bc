package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.CountedNodes;
import io.plimsoll.core.state.CountedPods;
import io.plimsoll.core.state.DomainCounter;
import io.plimsoll.core.state.HeldTerm;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Topology;
import io.plimsoll.core.state.TopologyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A pod must be near the pods that its required affinity means and away from those of its required anti-affinity, and pods
 * that want to be away from it must be left alone (kube-scheduler's InterPodAffinity).
 *
 * <p>Near means: for each term, in the node's domain is a pod that all terms mean. The first of pods that mean themselves
 * may go to any node with the labels. Away means: for no term is a pod that it means in the node's domain.
 */
public final class PodAffinityFilter implements Filter {

    private static final int AFFINITY = 0;
    private static final int ANTI_AFFINITY = 1;
    private static final int OF_OTHERS = 2;

    private final Versions namespaces = new Versions();

    @Override
    public String name() {
        return "InterPodAffinity";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC, Scope.CLUSTER, Scope.OBJECTS);
    }

    @Override
    public long epoch(PluginContext context) {
        return namespaces.of(context.objects().namespaces());
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        PodAffinity affinity = podClass.rules().podAffinity();
        List<FilterRule> rules = new ArrayList<>(near(affinity.required(), podClass, context));
        Map<String, List<DomainCounter>> away = new TreeMap<>();
        for (PodAffinityTerm term : affinity.requiredAnti()) {
            add(away, counter(term.topologyKey(), List.of(term.pods().asOwn()), context));
        }
        away.values().forEach(counters -> rules.add(new Away(context.topology(), counters, ANTI_AFFINITY)));
        Map<String, List<DomainCounter>> others = new TreeMap<>();
        for (int n = podClass.nextMeaning(0); n >= 0; n = podClass.nextMeaning(n + 1)) {
            HeldTerm term = context.podSelectors().term(n);
            if (term != null && term.must() && term.anti()) {
                add(others, context.topology().holders(term));
            }
        }
        others.values().forEach(counters -> rules.add(new Away(context.topology(), counters, OF_OTHERS)));
        return rules;
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        return AffinityHints.mayHelp(event, podClass.rules().podAffinity());
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return switch (bit) {
            case AFFINITY -> "node(s) didn't match pod affinity rules";
            case ANTI_AFFINITY -> "node(s) didn't match pod anti-affinity rules";
            default -> "node(s) didn't satisfy existing pods anti-affinity rules";
        };
    }

    /** The counter of pods that selectors mean, by domain of a label. */
    static DomainCounter counter(String label, List<PodSelector> selectors, PluginContext context) {
        return context.topology().counter(label, CountedNodes.ALL, new CountedPods.Meant(selectors));
    }

    private static List<Near> near(List<PodAffinityTerm> terms, PodClass podClass, PluginContext context) {
        List<PodSelector> selectors = new ArrayList<>();
        boolean itself = true;
        for (PodAffinityTerm term : terms) {
            PodSelector own = term.pods().asOwn();
            itself &= podClass.meantBy(context.podSelectors().find(own));
            if (!selectors.contains(own)) {
                selectors.add(own);
            }
        }
        Map<String, DomainCounter> counters = new TreeMap<>();
        for (PodAffinityTerm term : terms) {
            counters.put(term.topologyKey(), counter(term.topologyKey(), selectors, context));
        }
        DomainCounter[] all = counters.values().toArray(new DomainCounter[0]);
        List<Near> rules = new ArrayList<>();
        for (DomainCounter counter : all) {
            rules.add(new Near(context.topology(), counter, all, itself));
        }
        return rules;
    }

    private static void add(Map<String, List<DomainCounter>> byLabel, DomainCounter counter) {
        byLabel.computeIfAbsent(counter.key().label(), label -> new ArrayList<>())
                .add(counter);
    }

    /** Value: -1 without the label, 1 with a pod that all terms mean, else 0. */
    private static final class Near implements GroupFilter {

        private final Topology topology;
        private final DomainCounter counter;
        private final DomainCounter[] all;
        private final boolean itself;

        Near(Topology topology, DomainCounter counter, DomainCounter[] all, boolean itself) {
            this.topology = topology;
            this.counter = counter;
            this.all = all;
            this.itself = itself;
        }

        @Override
        public int group(int node) {
            return counter.key().domain(node);
        }

        @Override
        public long value(int domain) {
            return domain == TopologyKey.NO_DOMAIN ? -1 : Math.min(1, counter.count(domain));
        }

        @Override
        public long verdictOn(long value) {
            return value > 0 || (value == 0 && itself && nobody()) ? PASS : FilterRule.never(AFFINITY);
        }

        @Override
        public DryRun dryRun() {
            return new NearThought(this);
        }

        private boolean nobody() {
            for (DomainCounter other : all) {
                if (other.total() > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** All counters of the class's affinity count the same pods, so one number says how many more there are. */
    private static final class NearThought implements DryRun {

        private final Near rule;
        private int node;
        private int more;

        NearThought(Near rule) {
            this.rule = rule;
        }

        @Override
        public void start(int asked) {
            node = asked;
            more = 0;
        }

        @Override
        public void pod(int pod, int sign) {
            more += sign * rule.topology.times(rule.counter, pod);
        }

        @Override
        public long verdict() {
            int domain = rule.group(node);
            if (domain == TopologyKey.NO_DOMAIN) {
                return FilterRule.never(AFFINITY);
            }
            boolean passes = rule.counter.count(domain) + more > 0 || (rule.itself && nobody());
            return passes ? FilterRule.PASS : FilterRule.never(AFFINITY);
        }

        private boolean nobody() {
            for (DomainCounter other : rule.all) {
                boolean here = other.key().domain(node) != TopologyKey.NO_DOMAIN;
                if (other.total() + (here ? more : 0) > 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Value: 1 with a pod that is in the way, else 0. */
    private static final class Away implements GroupFilter {

        private final Topology topology;
        private final TopologyKey key;
        private final DomainCounter[] counters;
        private final int reason;

        Away(Topology topology, List<DomainCounter> counters, int reason) {
            this.topology = topology;
            this.counters = counters.toArray(new DomainCounter[0]);
            this.key = this.counters[0].key();
            this.reason = reason;
        }

        @Override
        public int group(int node) {
            return key.domain(node);
        }

        @Override
        public long value(int domain) {
            for (int i = 0; i < counters.length && domain != TopologyKey.NO_DOMAIN; i++) {
                if (counters[i].count(domain) > 0) {
                    return 1;
                }
            }
            return 0;
        }

        @Override
        public long verdictOn(long value) {
            return value << reason;
        }

        @Override
        public boolean idle() {
            boolean idle = reason == OF_OTHERS;
            for (DomainCounter counter : counters) {
                idle &= counter.total() == 0;
            }
            return idle;
        }

        @Override
        public DryRun dryRun() {
            return new AwayThought(this);
        }
    }

    private static final class AwayThought implements DryRun {

        private final Away rule;
        private final int[] counts;
        private boolean inDomain;

        AwayThought(Away rule) {
            this.rule = rule;
            this.counts = new int[rule.counters.length];
        }

        @Override
        public void start(int node) {
            int domain = rule.group(node);
            inDomain = domain != TopologyKey.NO_DOMAIN;
            for (int i = 0; i < counts.length && inDomain; i++) {
                counts[i] = rule.counters[i].count(domain);
            }
        }

        @Override
        public void pod(int pod, int sign) {
            for (int i = 0; i < counts.length && inDomain; i++) {
                counts[i] += sign * rule.topology.times(rule.counters[i], pod);
            }
        }

        @Override
        public long verdict() {
            for (int i = 0; i < counts.length && inDomain; i++) {
                if (counts[i] > 0) {
                    return rule.verdictOn(1);
                }
            }
            return FilterRule.PASS;
        }
    }
}
