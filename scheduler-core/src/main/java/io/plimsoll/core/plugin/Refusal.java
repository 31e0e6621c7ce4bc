package io.plimsoll.core.plugin;

/**
 * A prepared filter that refuses the class as a whole, before any node is looked at: a claim that does not exist, terms
 * that contradict each other. The first in a profile is the only reason given.
 *
 * @param verdict what it says of every node
 */
public record Refusal(long verdict) implements NodeFilter {

    @Override
    public long verdict(int node) {
        return verdict;
    }
}
