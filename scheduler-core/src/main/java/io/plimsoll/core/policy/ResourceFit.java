package io.plimsoll.core.policy;

import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.RequestsFree;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a pod requests must be free on the node, dimension by dimension; a dimension of which nothing is requested is not
 * looked at (kube-scheduler's NodeResourcesFit). Extended resources may be ignored by name or by the part of the name
 * before the slash, because someone else looks after them.
 */
public final class ResourceFit implements Filter {

    private static final int LAST = FilterRule.REASONS - 1;

    private final Set<String> ignored;
    private final Set<String> ignoredGroups;

    /** Looks at every resource. */
    public ResourceFit() {
        this(Set.of(), Set.of());
    }

    /** Ignores extended resources of these names, and those whose name starts with one of these groups and a slash. */
    public ResourceFit(Set<String> ignored, Set<String> ignoredGroups) {
        this.ignored = Set.copyOf(ignored);
        this.ignoredGroups = Set.copyOf(ignoredGroups);
    }

    @Override
    public String name() {
        return "NodeResourcesFit";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.NODE);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        int[] dimensions = dimensions(podClass, context);
        Amounts amounts = new Amounts(podClass, dimensions, context.nodes(), context.pods());
        boolean all = dimensions.length == podClass.requestedDimensions().length;
        return List.of(all ? new All(amounts) : new Some(amounts));
    }

    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        return ResourceHints.mayHelp(event, podClass.requestedResources());
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        int[] dimensions = dimensions(podClass, context);
        if (dimensions[bit] == Dimensions.PODS) {
            return "Too many pods";
        }
        boolean several = bit == LAST && dimensions.length > FilterRule.REASONS;
        return several
                ? "Insufficient resources"
                : "Insufficient " + context.dimensions().name(dimensions[bit]);
    }

    /** The dimensions that are looked at; the bit of a reason is the position here. The number of pods comes first. */
    private int[] dimensions(PodClass podClass, PluginContext context) {
        int[] requested = podClass.requestedDimensions();
        int[] dimensions = new int[requested.length];
        int count = 0;
        dimensions[count++] = Dimensions.PODS;
        for (int dimension : requested) {
            if (dimension != Dimensions.PODS && !ignores(context.dimensions().name(dimension))) {
                dimensions[count++] = dimension;
            }
        }
        return Arrays.copyOf(dimensions, count);
    }

    private boolean ignores(String resource) {
        if (ignored.isEmpty() && ignoredGroups.isEmpty()) {
            return false;
        }
        int slash = resource.indexOf('/');
        return isExtended(resource)
                && (ignored.contains(resource) || ignoredGroups.contains(resource.substring(0, slash)));
    }

    /** Whether the name has a prefix of its own, which says that Kubernetes itself knows nothing of the resource. */
    private static boolean isExtended(String resource) {
        return resource.contains("/") && !resource.contains("kubernetes.io/") && !resource.startsWith("requests.");
    }

    /** Everything that is requested is looked at. */
    private record All(Amounts amounts) implements RequestsFree {

        @Override
        public long verdict(int node) {
            return amounts.verdict(node);
        }

        @Override
        public DryRun dryRun() {
            return new Thought(amounts);
        }
    }

    /** Some of it is ignored. */
    private record Some(Amounts amounts) implements NodeFilter {

        @Override
        public long verdict(int node) {
            return amounts.verdict(node);
        }

        @Override
        public DryRun dryRun() {
            return new Thought(amounts);
        }
    }

    /** What is looked at, and how much of it is asked for. */
    private static final class Amounts {

        private final NodeTable nodes;
        private final PodTable pods;
        private final int[] dimensions;
        private final long[] requests;
        /** By class number: what pods of the class ask for of what is looked at; empty where nobody asked yet. */
        private long[][] requestsOf = new long[0][];

        Amounts(PodClass podClass, int[] dimensions, NodeTable nodes, PodTable pods) {
            this.nodes = nodes;
            this.pods = pods;
            this.dimensions = dimensions;
            this.requests = new long[dimensions.length];
            for (int i = 0; i < dimensions.length; i++) {
                requests[i] = podClass.request(dimensions[i]);
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Amounts amounts
                    && nodes == amounts.nodes
                    && Arrays.equals(dimensions, amounts.dimensions)
                    && Arrays.equals(requests, amounts.requests);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(dimensions) + Arrays.hashCode(requests);
        }

        long verdict(int node) {
            long lacking = FilterRule.PASS;
            for (int i = 0; i < dimensions.length; i++) {
                if (nodes.free(dimensions[i], node) < requests[i]) {
                    lacking |= lacking(i, node);
                }
            }
            return lacking;
        }

        /** What a pod asks for of what is looked at. Not a copy. */
        long[] requests(int pod) {
            int id = pods.classId(pod);
            if (id >= requestsOf.length) {
                requestsOf = Arrays.copyOf(requestsOf, Math.max(id + 1, 2 * requestsOf.length));
            }
            long[] known = requestsOf[id];
            if (known == null) {
                known = new long[dimensions.length];
                PodClass podClass = pods.podClass(pod);
                for (int i = 0; i < known.length; i++) {
                    known[i] = dimensions[i] < podClass.dimensions() ? podClass.request(dimensions[i]) : 0;
                }
                requestsOf[id] = known;
            }
            return known;
        }

        long lacking(int i, int node) {
            // Dimensions beyond the last reason share it.
            long bit = 1L << Math.min(i, LAST);
            return i > 0 && nodes.allocatable(dimensions[i], node) < requests[i] ? FilterRule.UNRESOLVABLE | bit : bit;
        }
    }

    /** What would be free if pods left a node. */
    private static final class Thought implements DryRun {

        private final Amounts amounts;
        private final long[] free;
        private int node;

        Thought(Amounts amounts) {
            this.amounts = amounts;
            this.free = new long[amounts.dimensions.length];
        }

        @Override
        public void start(int asked) {
            node = asked;
            for (int i = 0; i < free.length; i++) {
                free[i] = amounts.nodes.free(amounts.dimensions[i], asked);
            }
        }

        @Override
        public void pod(int pod, int sign) {
            long[] asked = amounts.requests(pod);
            for (int i = 0; i < free.length; i++) {
                free[i] -= sign * asked[i];
            }
        }

        @Override
        public long verdict() {
            long lacking = FilterRule.PASS;
            for (int i = 0; i < free.length; i++) {
                if (free[i] < amounts.requests[i]) {
                    lacking |= amounts.lacking(i, node);
                }
            }
            return lacking;
        }
    }
}
