package io.plimsoll.core.plugin;

import org.jspecify.annotations.Nullable;

/** A filter prepared for one class of pods: a {@link NodeFilter} or a {@link GroupFilter}. */
public sealed interface FilterRule permits NodeFilter, GroupFilter {

    /** The verdict of a node that passes. */
    long PASS = 0;

    /** The number of reasons a filter can tell apart: the bits of a verdict. */
    int REASONS = 47;

    /** Stands in a verdict beside its reasons when no pod that left the node could change it. */
    long UNRESOLVABLE = 1L << REASONS;

    /**
     * Whether the class may run on a node.
     *
     * @return {@link #PASS}, or the reasons against as bits 0..46, with {@link #UNRESOLVABLE} if that is so
     */
    long verdict(int node);

    /** Whether there is nothing now that could be against a node; a filter of which this is true is told as skipped. */
    default boolean idle() {
        return false;
    }

    /**
     * Asks the rule while pods are thought away from a node. Null when it does not know how: then the engine tries it in a
     * trial, which costs much more. Rules that no pod on any node concerns need none.
     */
    default @Nullable DryRun dryRun() {
        return null;
    }

    /** The verdict with one reason that pods which leave the node do not take away. */
    static long never(int bit) {
        return UNRESOLVABLE | 1L << bit;
    }

    /** The reasons in a verdict, as bits. */
    static long reasons(long verdict) {
        return verdict & (UNRESOLVABLE - 1);
    }
}
