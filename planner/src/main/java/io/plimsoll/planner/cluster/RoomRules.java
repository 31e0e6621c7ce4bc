package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.RequestsFree;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.rule.PodAffinityFilter;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.List;

/**
 * The filters of a profile, prepared for one class of pods and sorted by what pods of the same class that come to nodes
 * change about their answers. They stay current while the cluster changes, as long as no claim is taken or given back. One
 * thread.
 */
public final class RoomRules {

    /** What pods of the class that come to nodes change. */
    private enum Kind {
        /** Nothing. */
        FIXED,
        /** What is free of what the class requests, on the same node. */
        REQUESTS,
        /** The devices of the same node. */
        DEVICES,
        /** Something else on the same node. */
        LOAD,
        /** Answers about other nodes, too. */
        BEYOND
    }

    /** The reason of a node that takes one more. */
    public static final long NONE = -1;

    private final PodClass podClass;
    private final PluginContext context;
    private final NodeTable nodes;
    private final List<Filter> owners = new ArrayList<>();
    private final FilterRule[] rules;
    private final Kind[] kinds;
    /** What is requested, the number of pods first: the order in which the rule about free amounts counts its reasons. */
    private final int[] requested;

    private final long[] requests;
    private final boolean beyond;
    private final boolean load;

    /** The rules as they are for the class now. */
    public RoomRules(PodClass podClass, Profile profile, PluginContext context) {
        this.podClass = podClass;
        this.context = context;
        this.nodes = context.nodes();
        this.requested = podClass.requestedDimensions();
        for (int i = 1; i < requested.length; i++) {
            if (requested[i] == Dimensions.PODS) {
                System.arraycopy(requested, 0, requested, 1, i);
                requested[0] = Dimensions.PODS;
            }
        }
        this.requests = new long[requested.length];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = podClass.request(requested[i]);
        }
        List<FilterRule> all = new ArrayList<>();
        List<Kind> kindOf = new ArrayList<>();
        for (Filter filter : profile.filters()) {
            for (FilterRule rule : filter.prepare(podClass, context)) {
                all.add(rule);
                owners.add(filter);
                kindOf.add(kind(filter, rule, podClass));
            }
        }
        rules = all.toArray(new FilterRule[0]);
        kinds = kindOf.toArray(new Kind[0]);
        beyond = kindOf.contains(Kind.BEYOND);
        load = kindOf.contains(Kind.LOAD);
    }

    private static Kind kind(Filter filter, FilterRule rule, PodClass podClass) {
        if (filter instanceof PodAffinityFilter) {
            // Pods without terms of their own keep nobody away, so what others want of them does not change.
            boolean own = !podClass.rules().podAffinity().required().isEmpty()
                    || !podClass.rules().podAffinity().requiredAnti().isEmpty();
            return own ? Kind.BEYOND : Kind.FIXED;
        }
        boolean claims = filter.scopes().contains(Scope.OBJECTS)
                && filter.scopes().contains(Scope.NODE)
                && !podClass.rules().volumes().isEmpty();
        if (claims || filter.scopes().contains(Scope.CLUSTER) || filter.scopes().contains(Scope.EPOCH)) {
            return Kind.BEYOND;
        }
        if (rule instanceof RequestsFree) {
            return Kind.REQUESTS;
        }
        if (filter instanceof DeviceFit) {
            return Kind.DEVICES;
        }
        return filter.scopes().contains(Scope.NODE) ? Kind.LOAD : Kind.FIXED;
    }

    /** Whether the room of a node follows from that node alone. */
    public boolean nodeByNode() {
        return !beyond;
    }

    /** Whether pods must be put on a node to see how many fit there. */
    public boolean needsPlacing() {
        return load;
    }

    /** Whether nothing that stays as it is keeps the class off a node. */
    public boolean mayRun(int node) {
        for (int i = 0; i < rules.length; i++) {
            if (kinds[i] == Kind.FIXED && rules[i].verdict(node) != FilterRule.PASS) {
                return false;
            }
        }
        return true;
    }

    /**
     * How many pods of the class the fixed rules, the free amounts and the devices of a node allow; O(requested dimensions
     * + devices + fixed rules).
     */
    public long room(int node) {
        if (!mayRun(node)) {
            return 0;
        }
        long room = Long.MAX_VALUE;
        for (Kind kind : kinds) {
            if (kind == Kind.REQUESTS) {
                room = Math.min(room, ofRequests(node));
            } else if (kind == Kind.DEVICES) {
                room = Math.min(room, ofDevices(node));
            }
        }
        return room;
    }

    private long ofRequests(int node) {
        long room = Long.MAX_VALUE;
        for (int i = 0; i < requests.length; i++) {
            room = Math.min(room, Math.max(0, nodes.free(requested[i], node)) / requests[i]);
        }
        return room;
    }

    /** Shares of devices fit by device, whole devices by model: all those of a pod are of one. */
    private long ofDevices(int node) {
        int count = nodes.deviceCount(node);
        if (podClass.deviceRequest().isShare()) {
            long room = 0;
            for (int i = 0; i < count; i++) {
                if (podClass.acceptsModel(nodes.deviceModel(node, i))) {
                    room += nodes.deviceFree(node, i) / podClass.deviceMilli();
                }
            }
            return room;
        }
        long room = 0;
        long seen = 0;
        for (int first = 0; first < count; first++) {
            int model = nodes.deviceModel(node, first);
            if (podClass.acceptsModel(model) && (seen >>> model & 1) == 0) {
                seen |= 1L << model;
                int whole = 0;
                for (int i = first; i < count; i++) {
                    boolean serves =
                            nodes.deviceModel(node, i) == model && nodes.deviceFree(node, i) >= podClass.deviceMilli();
                    whole += serves ? 1 : 0;
                }
                room += whole / podClass.deviceCount();
            }
        }
        return room;
    }

    /** Whether every rule lets one more pod onto a node. */
    public boolean passes(int node) {
        return reason(node) == NONE;
    }

    /** Why a node takes no more pods now, for {@link #words}: of the first filter that is against it; or {@link #NONE}. */
    public long reason(int node) {
        for (int i = 0; i < rules.length; i++) {
            long verdict = rules[i].verdict(node);
            if (verdict != FilterRule.PASS) {
                return (long) i << FilterRule.REASONS | FilterRule.reasons(verdict);
            }
        }
        return NONE;
    }

    /** Why a node takes no more pods once it has taken {@code room} more, which is what {@link #room} says it can. */
    public long reasonAfter(int node, long room) {
        if (room == 0) {
            return reason(node);
        }
        for (int i = 0; i < rules.length; i++) {
            if (kinds[i] == Kind.REQUESTS && ofRequests(node) == room) {
                long lacking = 0;
                for (int bit = 0; bit < requested.length; bit++) {
                    if (nodes.free(requested[bit], node) / requests[bit] == room) {
                        lacking |= 1L << Math.min(bit, FilterRule.REASONS - 1);
                    }
                }
                return (long) i << FilterRule.REASONS | lacking;
            }
            if (kinds[i] == Kind.DEVICES && ofDevices(node) == room) {
                return (long) i << FilterRule.REASONS | 1;
            }
        }
        return NONE;
    }

    /** The words for a reason. */
    public String words(long reason) {
        if (reason == NONE) {
            return "";
        }
        List<String> words = new ArrayList<>();
        Filter filter = owners.get((int) (reason >>> FilterRule.REASONS));
        for (long rest = FilterRule.reasons(reason); rest != 0; rest &= rest - 1) {
            words.add(filter.reason(Long.numberOfTrailingZeros(rest), podClass, context));
        }
        return String.join(", ", words);
    }
}
