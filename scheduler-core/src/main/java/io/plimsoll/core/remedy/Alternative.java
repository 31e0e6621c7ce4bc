package io.plimsoll.core.remedy;

/**
 * Where a pod would go after a change.
 *
 * @param change the change
 * @param node the node, another one than now
 */
public record Alternative(Remedy change, String node) {}
