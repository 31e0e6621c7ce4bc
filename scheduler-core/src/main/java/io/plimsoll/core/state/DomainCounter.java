package io.plimsoll.core.state;

import java.util.Arrays;

/**
 * How many pods of a kind are in each domain of a topology key. Kept current by the cluster: a bind or unbind costs O(1),
 * and so does the minimum, which a histogram of the counts provides.
 */
public final class DomainCounter {

    private final TopologyKey key;
    private final CountedPods pods;
    private int[] counts = new int[0];
    private boolean[] populated = new boolean[0];
    private int[] domainsWith = new int[8];
    private int populatedDomains;
    private int minimum;
    private int total;

    DomainCounter(TopologyKey key, CountedPods pods) {
        this.key = key;
        this.pods = pods;
    }

    /** The topology key. */
    public TopologyKey key() {
        return key;
    }

    /** Matching pods in a domain. */
    public int count(int domain) {
        return domain < counts.length ? counts[domain] : 0;
    }

    /** The smallest count over the domains that have a node; 0 when there is none. */
    public int minimum() {
        return minimum;
    }

    /** The smallest count over the other domains that have a node; {@link Integer#MAX_VALUE} when there is none. */
    public int minimumBeside(int domain) {
        boolean counted = domain != TopologyKey.NO_DOMAIN && domain < counts.length && populated[domain];
        if (populatedDomains == (counted ? 1 : 0)) {
            return Integer.MAX_VALUE;
        }
        int least = minimum;
        if (counted && counts[domain] == least && domainsWith[least] == 1) {
            do {
                least++;
            } while (domainsWith[least] == 0);
        }
        return least;
    }

    /** Number of domains that have a node. */
    public int domains() {
        return populatedDomains;
    }

    /** The sum of the counts. */
    public int total() {
        return total;
    }

    CountedPods pods() {
        return pods;
    }

    boolean is(TopologyKey otherKey, CountedPods otherPods) {
        return key == otherKey && pods.equals(otherPods);
    }

    /** Counts no pods; its domains stay. */
    void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(domainsWith, 0);
        domainsWith[0] = populatedDomains;
        minimum = 0;
        total = 0;
    }

    /** One pod more ({@code change} 1) or less (-1) in a domain; pods on nodes without a domain are not counted. */
    void add(int domain, int change) {
        if (domain == TopologyKey.NO_DOMAIN) {
            return;
        }
        grow(domain);
        int before = counts[domain];
        counts[domain] = before + change;
        total += change;
        if (populated[domain]) {
            // Entering first keeps the walk to the next minimum in leaveHistogram at one step.
            enterHistogram(before + change);
            leaveHistogram(before);
        }
    }

    /** To be called when a domain may have got its first node or lost its last. */
    void domainChanged(int domain) {
        if (domain == TopologyKey.NO_DOMAIN) {
            return;
        }
        grow(domain);
        boolean now = key.nodesIn(domain) > 0;
        if (now == populated[domain]) {
            return;
        }
        populated[domain] = now;
        if (now) {
            enterHistogram(counts[domain]);
        } else {
            leaveHistogram(counts[domain]);
        }
    }

    private void enterHistogram(int count) {
        if (count >= domainsWith.length) {
            domainsWith = Arrays.copyOf(domainsWith, Math.max(count + 1, 2 * domainsWith.length));
        }
        domainsWith[count]++;
        populatedDomains++;
        if (populatedDomains == 1 || count < minimum) {
            minimum = count;
        }
    }

    private void leaveHistogram(int count) {
        domainsWith[count]--;
        populatedDomains--;
        if (populatedDomains == 0) {
            minimum = 0;
        } else if (count == minimum) {
            while (domainsWith[minimum] == 0) {
                minimum++;
            }
        }
    }

    private void grow(int domain) {
        if (domain >= counts.length) {
            int length = Math.max(domain + 1, 2 * counts.length);
            counts = Arrays.copyOf(counts, length);
            populated = Arrays.copyOf(populated, length);
        }
    }
}
