package io.plimsoll.core.plugin;

/** A filter prepared for one class of pods: a {@link NodeFilter} or a {@link GroupFilter}. */
public sealed interface FilterRule permits NodeFilter, GroupFilter {

    /** The verdict of a node that passes. */
    long PASS = 0;

    /** The number of reasons a filter can tell apart: the bits of a verdict. */
    int REASONS = 48;

    /**
     * Whether the class may run on a node.
     *
     * @return {@link #PASS}, or the reasons against as bits 0..47
     */
    long verdict(int node);
}
