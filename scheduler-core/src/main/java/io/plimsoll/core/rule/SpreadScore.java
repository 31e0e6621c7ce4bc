package io.plimsoll.core.rule;

import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.plugin.GroupScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.rule.SpreadDefaults.Spread;
import io.plimsoll.core.state.CountedNodes;
import io.plimsoll.core.state.DomainCounter;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.TopologyKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Nodes in domains with fewer counted pods are better (kube-scheduler's PodTopologySpread score, {@code
 * whenUnsatisfiable: ScheduleAnyway}). The count of a domain weighs the logarithm of the number of feasible domains and two,
 * so that the few counts of zones are not drowned by those of many hosts; pods on a host are counted on the node itself.
 * Nodes that lack a label are left out, unless the constraints are the system's own: then the lacking label counts nothing.
 */
public final class SpreadScore implements Scorer {

    private static final long MAXIMUM = 100;
    private static final String HOST = "kubernetes.io/hostname";

    private final SpreadDefaults defaults;
    private final SpreadVersions versions;

    /** @param defaults how pods without constraints of their own are spread */
    public SpreadScore(SpreadDefaults defaults) {
        this.defaults = defaults;
        this.versions = new SpreadVersions(defaults, false);
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
    public long maximum() {
        return MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        List<Spread> all = defaults.of(podClass, context, false);
        if (all.isEmpty()) {
            return List.of();
        }
        boolean everyLabel = !podClass.spread().isEmpty() || !defaults.ofSystem();
        Rule rule = new Rule(all.size(), everyLabel);
        for (int i = 0; i < all.size(); i++) {
            Spread spread = all.get(i);
            String label = spread.constraint().topologyKey();
            rule.hosts[i] = label.equals(HOST);
            rule.least[i] = spread.constraint().maxSkew() - 1;
            if (rule.hosts[i]) {
                CountedNodes named = new CountedNodes(new TreeSet<>(List.of(HOST)), NodeAffinity.ANY, null);
                rule.counters[i] = context.topology().counter(TopologyKey.NODE, named, spread.counted());
                rule.keys[i] = rule.counters[i].key();
            } else {
                rule.counters[i] = SpreadCounters.of(spread, all, everyLabel, podClass, context);
                rule.keys[i] = context.topology().key(label);
            }
        }
        return List.of(rule);
    }

    private static final class Rule implements GroupScore {

        private final boolean everyLabel;
        private final TopologyKey[] keys;
        private final DomainCounter[] counters;
        private final boolean[] hosts;
        private final int[] least;
        /** By constraint: a number of domains, and its logarithm, which is dear. */
        private final int[] sizes;

        private final double[] weights;

        Rule(int constraints, boolean everyLabel) {
            this.everyLabel = everyLabel;
            keys = new TopologyKey[constraints];
            counters = new DomainCounter[constraints];
            hosts = new boolean[constraints];
            least = new int[constraints];
            sizes = new int[constraints];
            weights = new double[constraints];
            Arrays.fill(sizes, -1);
        }

        @Override
        public int groupings() {
            return keys.length;
        }

        @Override
        public int group(int constraint, int node) {
            return keys[constraint].domain(node);
        }

        @Override
        public long value(int constraint, int domain) {
            return domain == TopologyKey.NO_DOMAIN ? -1 : counters[constraint].count(domain);
        }

        @Override
        public DomainCounter valuesFrom(int constraint) {
            return counters[constraint];
        }

        @Override
        public boolean countsGroups(int constraint) {
            return !hosts[constraint];
        }

        @Override
        public boolean ignores(long[] counts) {
            for (int i = 0; i < counts.length && everyLabel; i++) {
                if (counts[i] < 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long raw(long[] counts, Feasible feasible) {
            double sum = 0;
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] >= 0) {
                    int size = hosts[i] ? feasible.nodes() : feasible.groups(i);
                    if (size != sizes[i]) {
                        sizes[i] = size;
                        weights[i] = StrictMath.log(size + 2);
                    }
                    sum += counts[i] * weights[i] + least[i];
                }
            }
            return Math.round(sum);
        }

        @Override
        public long score(long raw, long fewest, long most) {
            return most == 0 ? MAXIMUM : MAXIMUM * (most + fewest - raw) / most;
        }
    }
}
