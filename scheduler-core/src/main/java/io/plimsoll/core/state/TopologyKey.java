package io.plimsoll.core.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node label whose values are domains, and which domain every node is in. */
public final class TopologyKey {

    /** The domain of a node that lacks the label. */
    public static final int NO_DOMAIN = -1;

    private final String label;
    private final Dictionary<String> values = new Dictionary<>();
    private int[] domainOf = new int[0];
    private int[] nodesIn = new int[0];

    TopologyKey(String label) {
        this.label = label;
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

    int domainOfValue(@Nullable String value) {
        return value == null ? NO_DOMAIN : values.intern(value);
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
