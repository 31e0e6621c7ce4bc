package io.plimsoll.core.state;

import io.plimsoll.core.model.NodeSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node label whose values are domains, and which domain every node is in that is looked at. */
public final class TopologyKey {

    /** Stands for a label by which every node is a domain of its own. */
    public static final String NODE = "";

    /** The domain of a node that lacks the label, or that is not looked at. */
    public static final int NO_DOMAIN = -1;

    private final String label;
    private final CountedNodes nodes;
    private final Dictionary<String> values;
    private int[] domainOf = new int[0];
    private int[] nodesIn = new int[0];
    private @Nullable NodeSpec[] described = new NodeSpec[0];
    private int[] domainDescribed = new int[0];

    TopologyKey(String label) {
        this(label, CountedNodes.ALL, new Dictionary<>());
    }

    /** The same domains under the same numbers, of some of the nodes. */
    TopologyKey(TopologyKey all, CountedNodes nodes) {
        this(all.label, nodes, all.values);
    }

    private TopologyKey(String label, CountedNodes nodes, Dictionary<String> values) {
        this.label = label;
        this.nodes = nodes;
        this.values = values;
    }

    /** The label. */
    public String label() {
        return label;
    }

    /** The domain of a node, or {@link #NO_DOMAIN}. */
    public int domain(int node) {
        return node < domainOf.length ? domainOf[node] : NO_DOMAIN;
    }

    /** One more than the largest domain number ever given. */
    public int domains() {
        return values.size();
    }

    /** Number of nodes in a domain; one without nodes does not count as a domain any more. */
    public int nodesIn(int domain) {
        return domain < nodesIn.length ? nodesIn[domain] : 0;
    }

    boolean is(String otherLabel, CountedNodes otherNodes) {
        return label.equals(otherLabel) && nodes.equals(otherNodes);
    }

    /** The domain that a node is in by its description; null for no node. */
    int domainOf(@Nullable NodeSpec node) {
        if (node == null || !nodes.include(node)) {
            return NO_DOMAIN;
        }
        @Nullable
        String value = label.equals(NODE) ? node.name() : node.labels().get(label);
        return value == null ? NO_DOMAIN : values.intern(value);
    }

    /** The same, looked up once per description of a node in that place: full checks ask for all nodes after every step. */
    @SuppressWarnings("ReferenceEquality") // Another description that is equal is looked up, too.
    int domainOf(int slot, @Nullable NodeSpec node) {
        if (slot >= described.length) {
            described = Arrays.copyOf(described, Math.max(slot + 1, 2 * described.length));
            domainDescribed = Arrays.copyOf(domainDescribed, described.length);
        }
        if (node == null || described[slot] != node) {
            described[slot] = node;
            domainDescribed[slot] = domainOf(node);
        }
        return domainDescribed[slot];
    }

    /** Moves a node to a domain or to none. */
    void set(int node, int domain) {
        if (node >= domainOf.length) {
            int old = domainOf.length;
            domainOf = Arrays.copyOf(domainOf, Math.max(node + 1, 2 * old));
            Arrays.fill(domainOf, old, domainOf.length, NO_DOMAIN);
        }
        if (domainOf[node] != NO_DOMAIN) {
            nodesIn[domainOf[node]]--;
        }
        domainOf[node] = domain;
        if (domain != NO_DOMAIN) {
            if (domain >= nodesIn.length) {
                nodesIn = Arrays.copyOf(nodesIn, Math.max(domain + 1, 2 * nodesIn.length));
            }
            nodesIn[domain]++;
        }
    }
}
