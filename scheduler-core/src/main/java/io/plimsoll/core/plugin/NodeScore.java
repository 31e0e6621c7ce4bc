package io.plimsoll.core.plugin;

/** A prepared scorer whose answer depends on the node alone ({@link Scope#STATIC}, {@link Scope#NODE} and versions). */
@FunctionalInterface
public non-sealed interface NodeScore extends ScoreRule {

    /** The score of a node on which all filters pass, 0 to the scorer's maximum. */
    long score(int node);
}
