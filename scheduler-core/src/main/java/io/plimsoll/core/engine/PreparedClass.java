package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.DeviceRule;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupFilter;
import io.plimsoll.core.plugin.GroupScore;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.NodeShortlist;
import io.plimsoll.core.plugin.Plugin;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Refusal;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A profile's rules prepared for one class of pods, taken apart by how the engine treats them: rules about single nodes,
 * whose outcome for a node is one {@code long} key, and rules about groups of nodes.
 *
 * <p>A key at or above 0 is the node's score over all rules about single nodes. A key below 0 tells why the node is
 * infeasible: bits 48..62 are one more than the position of the first filter against it, bits 0..47 its verdict.
 */
final class PreparedClass {

    /** What is known of a node of which nothing is known. */
    static final long UNKNOWN = ScoreTree.ABSENT;

    private static final Set<Scope> STATIC_ONLY = EnumSet.of(Scope.STATIC);
    private static final int VERDICT_BITS = FilterRule.REASONS + 1;
    private static final long VERDICT = (1L << VERDICT_BITS) - 1;

    final PodClass podClass;
    final GroupFilter[] groupFilters;
    final GroupScore[] groupScores;
    final Scale[] groupScales;
    /** Null when the class does not have the rules for a {@link StateIndex}. */
    final @Nullable FreeRules freeRules;
    /** Why the first rule that refuses the class as a whole does so; null when none does. */
    final @Nullable String refusal;
    /** What is said of nodes that are not on every shortlist; null when there is none. */
    final @Nullable String unlisted;

    private final PluginContext context;
    private final NodeFilter[] nodeFilters;
    private final boolean[] isStatic;
    private final Filter[] owners;
    private final List<Filter> filters;
    private final NodeScore[] scores;
    private final Scale[] scales;
    private final int nodeRulesHash;
    private final @Nullable DeviceRule devices;
    /** Those that may have learned something else by now: in front the ones that learn not from objects alone. */
    private final Plugin[] versioned;

    private final long[] epochs;
    private final int learning;
    private long objectsSeen;
    /** Infeasible keys that somebody asked the words of, and those. Few occur. */
    private long[] worded = new long[4];

    private final List<List<String>> words = new ArrayList<>();

    PreparedClass(PodClass podClass, Profile profile, PluginContext context) {
        this.podClass = podClass;
        this.context = context;
        this.filters = profile.filters();
        List<Plugin> plugins = new ArrayList<>(profile.filters());
        List<NodeFilter> nodeRules = new ArrayList<>();
        List<GroupFilter> groupRules = new ArrayList<>();
        List<Filter> nodeOwners = new ArrayList<>();
        List<Filter> groupOwners = new ArrayList<>();
        for (Filter filter : profile.filters()) {
            for (FilterRule rule : filter.prepare(podClass, context)) {
                if (rule instanceof NodeFilter nodeFilter) {
                    nodeRules.add(nodeFilter);
                    nodeOwners.add(filter);
                } else if (rule instanceof GroupFilter groupFilter) {
                    groupRules.add(groupFilter);
                    groupOwners.add(filter);
                }
            }
        }
        nodeFilters = nodeRules.toArray(new NodeFilter[0]);
        groupFilters = groupRules.toArray(new GroupFilter[0]);
        nodeOwners.addAll(groupOwners);
        owners = nodeOwners.toArray(new Filter[0]);
        isStatic = new boolean[nodeFilters.length];
        for (int i = 0; i < isStatic.length; i++) {
            isStatic[i] = owners[i].scopes().equals(STATIC_ONLY);
        }

        List<NodeScore> nodeScores = new ArrayList<>();
        List<Scale> nodeScales = new ArrayList<>();
        List<GroupScore> ruleScores = new ArrayList<>();
        List<Scale> ruleScales = new ArrayList<>();
        for (WeightedScorer weighted : profile.scorers()) {
            plugins.add(weighted.scorer());
            Scale scale = new Scale(weighted, profile.widestRange());
            for (ScoreRule rule : weighted.scorer().prepare(podClass, context)) {
                if (rule instanceof NodeScore nodeScore) {
                    nodeScores.add(nodeScore);
                    nodeScales.add(scale);
                } else if (rule instanceof GroupScore groupScore) {
                    ruleScores.add(groupScore);
                    ruleScales.add(scale);
                }
            }
        }
        scores = nodeScores.toArray(new NodeScore[0]);
        scales = nodeScales.toArray(new Scale[0]);
        nodeRulesHash = 31 * Arrays.hashCode(nodeFilters) + Arrays.hashCode(scores);
        groupScores = ruleScores.toArray(new GroupScore[0]);
        groupScales = ruleScales.toArray(new Scale[0]);
        freeRules =
                grouped() || podClass.deviceCount() > 0 ? null : FreeRules.of(nodeFilters, isStatic, scores, scales);
        devices = podClass.deviceCount() == 0 ? null : profile.deviceChoice().prepare(podClass, context);

        refusal = refusal();
        unlisted = unlisted();
        List<Plugin> learningPlugins = new ArrayList<>(plugins);
        learningPlugins.removeIf(plugin -> !plugin.scopes().contains(Scope.EPOCH));
        learning = learningPlugins.size();
        plugins.removeIf(plugin ->
                plugin.scopes().contains(Scope.EPOCH) || !plugin.scopes().contains(Scope.OBJECTS));
        learningPlugins.addAll(plugins);
        versioned = learningPlugins.toArray(new Plugin[0]);
        epochs = new long[versioned.length];
        objectsSeen = context.objectsVersion();
        for (int i = 0; i < epochs.length; i++) {
            epochs[i] = versioned[i].epoch(podClass, context);
        }
    }

    /** Whether nothing that the plugins have learned has moved since this was prepared. */
    boolean current() {
        long objects = context.objectsVersion();
        int asked = objects == objectsSeen ? learning : epochs.length;
        for (int i = 0; i < asked; i++) {
            if (versioned[i].epoch(podClass, context) != epochs[i]) {
                return false;
            }
        }
        objectsSeen = objects;
        return true;
    }

    /** Whether the key of every node is the same for another class of the profile, because its rules about single nodes are. */
    boolean asksNodesAs(PreparedClass other) {
        return nodeRulesHash == other.nodeRulesHash
                && Arrays.equals(nodeFilters, other.nodeFilters)
                && Arrays.equals(owners, 0, nodeFilters.length, other.owners, 0, other.nodeFilters.length)
                && Arrays.equals(scores, other.scores)
                && Arrays.equals(scales, other.scales);
    }

    /** Whether some rule looks at groups of nodes. */
    boolean grouped() {
        return groupFilters.length > 0 || groupScores.length > 0;
    }

    /**
     * The key of a node.
     *
     * @param known the node's key from before, when its description has not changed since: filters that depend on the
     *     description alone are not asked again; or {@link #UNKNOWN}
     */
    long key(int node, long known) {
        int staticPassed = 0;
        if (known >= 0) {
            staticPassed = nodeFilters.length;
        } else if (known != UNKNOWN) {
            staticPassed = failedFilter(known);
            if (isStatic[staticPassed]) {
                return known;
            }
        }
        for (int i = 0; i < nodeFilters.length; i++) {
            if (i >= staticPassed || !isStatic[i]) {
                long verdict = nodeFilters[i].verdict(node);
                if (verdict != FilterRule.PASS) {
                    return infeasible(i, verdict);
                }
            }
        }
        long total = 0;
        for (int i = 0; i < scores.length; i++) {
            total += scales[i].apply(scores[i].score(node));
        }
        return total;
    }

    /** The key of a node that group filters refuse, or {@link FilterRule#PASS}. */
    long groupVerdict(int node) {
        for (int i = 0; i < groupFilters.length; i++) {
            long verdict = groupFilters[i].verdict(node);
            if (verdict != FilterRule.PASS) {
                return infeasible(nodeFilters.length + i, verdict);
            }
        }
        return FilterRule.PASS;
    }

    /** The rule with a number; those about single nodes come first. */
    FilterRule rule(int number) {
        return number < nodeFilters.length ? nodeFilters[number] : groupFilters[number - nodeFilters.length];
    }

    /** By rule: the position in the profile of its filter. */
    int[] filterPositions() {
        int[] positions = new int[owners.length];
        for (int rule = 0; rule < positions.length; rule++) {
            positions[rule] = filters.indexOf(owners[rule]);
        }
        return positions;
    }

    /** Whether nothing but a node and the pods on it decides about a rule. */
    boolean isOfNodeAlone(int rule) {
        Set<Scope> scopes = owners[rule].scopes();
        return !scopes.contains(Scope.CLUSTER) && !scopes.contains(Scope.OBJECTS) && !scopes.contains(Scope.EPOCH);
    }

    /** Whether no pod on any node concerns a rule. */
    boolean isFixed(int rule) {
        return isFixed(owners[rule]);
    }

    /** Whether no pod on any node concerns a filter. */
    static boolean isFixed(Filter filter) {
        Set<Scope> scopes = filter.scopes();
        return !scopes.contains(Scope.NODE) && !scopes.contains(Scope.CLUSTER);
    }

    /** How many filters the profile has. */
    int filterCount() {
        return filters.size();
    }

    /** The devices on a node; 0 when the class asks for none. */
    long devices(int node, long draw) {
        return devices == null ? 0 : devices.devices(node, draw);
    }

    /** The words for an infeasible key, in the order of the reasons' numbers. */
    List<String> reasons(long infeasibleKey) {
        for (int i = 0; i < words.size(); i++) {
            if (worded[i] == infeasibleKey) {
                return words.get(i);
            }
        }
        if (words.size() == worded.length) {
            worded = Arrays.copyOf(worded, 2 * worded.length);
        }
        worded[words.size()] = infeasibleKey;
        words.add(reasons(owners[failedFilter(infeasibleKey)], infeasibleKey & VERDICT, podClass, context));
        return words.get(words.size() - 1);
    }

    /** The words for the reasons in a filter's verdict. */
    static List<String> reasons(Filter filter, long verdict, PodClass podClass, PluginContext context) {
        List<String> reasons = new ArrayList<>();
        for (long rest = FilterRule.reasons(verdict); rest != 0; rest &= rest - 1) {
            reasons.add(filter.reason(Long.numberOfTrailingZeros(rest), podClass, context));
        }
        return reasons;
    }

    /** Whether every shortlist of nodes has the node on it. */
    boolean listed(int node) {
        for (NodeFilter filter : nodeFilters) {
            if (filter instanceof NodeShortlist shortlist && !shortlist.lists(node)) {
                return false;
            }
        }
        return true;
    }

    /** The filter that refuses nodes with this key, as a bit. */
    long rejectors(long infeasibleKey, Profile profile) {
        return 1L << profile.filters().indexOf(owners[failedFilter(infeasibleKey)]);
    }

    /** The first filter that refuses the class as a whole, otherwise those that have a shortlist of nodes, as bits. */
    long rejectorsOfAll(Profile profile) {
        long shortlists = 0;
        for (int i = 0; i < nodeFilters.length; i++) {
            long owner = 1L << profile.filters().indexOf(owners[i]);
            if (nodeFilters[i] instanceof Refusal) {
                return owner;
            }
            shortlists |= nodeFilters[i] instanceof NodeShortlist ? owner : 0;
        }
        return shortlists;
    }

    private @Nullable String refusal() {
        for (int i = 0; i < nodeFilters.length; i++) {
            if (nodeFilters[i] instanceof Refusal rule) {
                return String.join(", ", reasons(owners[i], rule.verdict(), podClass, context));
            }
        }
        return null;
    }

    private @Nullable String unlisted() {
        SortedSet<String> names = new TreeSet<>();
        for (int i = 0; i < nodeFilters.length; i++) {
            if (nodeFilters[i] instanceof NodeShortlist) {
                names.add(owners[i].name());
            }
        }
        return names.isEmpty() ? null : "node(s) didn't satisfy plugin(s) [" + String.join(" ", names) + "]";
    }

    /** The key of a node that a rule refuses. */
    static long infeasible(int filter, long verdict) {
        return Long.MIN_VALUE | ((filter + 1L) << VERDICT_BITS) | (verdict & VERDICT);
    }

    private static int failedFilter(long key) {
        return (int) ((key & Long.MAX_VALUE) >>> VERDICT_BITS) - 1;
    }
}
