package io.plimsoll.core.remedy;

import org.jspecify.annotations.Nullable;

/**
 * Where a pod would go after a change.
 *
 * @param change the change
 * @param node the node; null when it would fit nowhere
 */
public record Alternative(Remedy change, @Nullable String node) {}
