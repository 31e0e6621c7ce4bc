package io.plimsoll.core.engine;

import io.plimsoll.core.plugin.Filter;

/** Is told why nodes refuse a class of pods, see {@link Scheduler#refusals}. */
@FunctionalInterface
public interface RefusalListener {

    /**
     * Some nodes are refused by a filter, and by none before it.
     *
     * @param verdict the filter's reasons as bits, see {@link Filter#reason}
     * @param nodes how many of the nodes this is, above 0; others may follow for the same reasons
     */
    void refused(Filter filter, long verdict, int nodes);
}
