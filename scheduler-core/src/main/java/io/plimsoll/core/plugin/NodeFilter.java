package io.plimsoll.core.plugin;

/** A prepared filter whose answer depends on the node alone ({@link Scope#STATIC}, {@link Scope#NODE} and versions). */
@FunctionalInterface
public non-sealed interface NodeFilter extends FilterRule {}
