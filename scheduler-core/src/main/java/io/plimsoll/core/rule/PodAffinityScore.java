package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.WeightedPodTerm;
import io.plimsoll.core.plugin.GroupScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.DomainCounter;
import io.plimsoll.core.state.HeldTerm;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.TopologyKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Nodes are better near pods that the pod's preferences mean, or whose preferences or required affinity mean the pod, and
 * worse near those of preferred anti-affinity (kube-scheduler's InterPodAffinity score): the sum of the weights over the
 * pods in the node's domains, brought to 0..100 between the extremes of the feasible nodes, rounded down.
 */
public final class PodAffinityScore implements Scorer {

    private static final long MAXIMUM = 100;

    private final int hardWeight;
    private final boolean ignoresOthers;
    private final Versions namespaces = new Versions();

    /**
     * The score with its arguments.
     *
     * @param hardWeight what required affinity of others weighs ({@code hardPodAffinityWeight}), 0..100
     * @param ignoresOthers whether terms of others do not matter to pods without preferences
     *     ({@code ignorePreferredTermsOfExistingPods})
     */
    public PodAffinityScore(int hardWeight, boolean ignoresOthers) {
        this.hardWeight = hardWeight;
        this.ignoresOthers = ignoresOthers;
    }

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
    public long maximum() {
        return MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        PodAffinity affinity = podClass.rules().podAffinity();
        if (ignoresOthers
                && affinity.preferred().isEmpty()
                && affinity.preferredAnti().isEmpty()) {
            return List.of();
        }
        Map<String, Domains> byLabel = new TreeMap<>();
        affinity.preferred().forEach(wish -> add(byLabel, own(wish, context), wish.weight()));
        affinity.preferredAnti().forEach(wish -> add(byLabel, own(wish, context), -wish.weight()));
        for (int n = podClass.nextMeaning(0); n >= 0; n = podClass.nextMeaning(n + 1)) {
            HeldTerm term = context.podSelectors().term(n);
            int weight = term == null ? 0 : weight(term);
            if (term != null && weight != 0) {
                add(byLabel, context.topology().holders(term), weight);
            }
        }
        return byLabel.isEmpty() ? List.of() : List.of(new Rule(byLabel.values().toArray(new Domains[0])));
    }

    private int weight(HeldTerm term) {
        if (term.must()) {
            return term.anti() ? 0 : hardWeight;
        }
        return term.anti() ? -term.weight() : term.weight();
    }

    private static DomainCounter own(WeightedPodTerm wish, PluginContext context) {
        PodSelector pods = wish.term().pods().asOwn();
        return PodAffinityFilter.counter(wish.term().topologyKey(), List.of(pods), context);
    }

    private static void add(Map<String, Domains> byLabel, DomainCounter counter, int weight) {
        Domains domains = byLabel.computeIfAbsent(counter.key().label(), label -> new Domains(counter.key()));
        domains.add(counter, weight);
    }

    /** What is counted by domain of one label, and how much it weighs. */
    private static final class Domains {

        private final TopologyKey key;
        private DomainCounter[] counters = {};
        private int[] weights = {};

        Domains(TopologyKey key) {
            this.key = key;
        }

        void add(DomainCounter counter, int weight) {
            counters = Arrays.copyOf(counters, counters.length + 1);
            weights = Arrays.copyOf(weights, counters.length);
            counters[counters.length - 1] = counter;
            weights[counters.length - 1] = weight;
        }

        long sum(int domain) {
            long sum = 0;
            for (int i = 0; i < counters.length; i++) {
                sum += (long) weights[i] * counters[i].count(domain);
            }
            return sum;
        }
    }

    private static final class Rule implements GroupScore {

        private final Domains[] labels;

        Rule(Domains[] labels) {
            this.labels = labels;
        }

        @Override
        public int groupings() {
            return labels.length;
        }

        @Override
        public int group(int label, int node) {
            return labels[label].key.domain(node);
        }

        @Override
        public long value(int label, int domain) {
            return domain == TopologyKey.NO_DOMAIN ? 0 : labels[label].sum(domain);
        }

        @Override
        public long raw(long[] sums, Feasible feasible) {
            long raw = 0;
            for (long sum : sums) {
                raw += sum;
            }
            return raw;
        }

        @Override
        public long score(long raw, long least, long most) {
            return most == least ? 0 : (long) (MAXIMUM * ((double) (raw - least) / (double) (most - least)));
        }

        @Override
        public boolean idle() {
            for (Domains domains : labels) {
                for (DomainCounter counter : domains.counters) {
                    if (counter.total() > 0) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
