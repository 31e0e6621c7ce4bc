package io.plimsoll.core.plugin;

/**
 * A prepared filter whose answer depends on the node alone ({@link Scope#STATIC}, {@link Scope#NODE} and versions). Two that
 * are equal, as records of equal parts are, must give the same answer about every node: classes of pods that differ elsewhere
 * ask them once.
 */
@FunctionalInterface
public non-sealed interface NodeFilter extends FilterRule {}
