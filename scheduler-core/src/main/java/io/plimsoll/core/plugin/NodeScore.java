package io.plimsoll.core.plugin;

/**
 * A prepared scorer whose answer depends on the node alone ({@link Scope#STATIC}, {@link Scope#NODE} and versions). Two that
 * are equal, as records of equal parts are, must give the same answer about every node: classes of pods that differ elsewhere
 * ask them once.
 */
@FunctionalInterface
public non-sealed interface NodeScore extends ScoreRule {

    /** The score of a node on which all filters pass, 0 to the scorer's maximum. */
    long score(int node);
}
