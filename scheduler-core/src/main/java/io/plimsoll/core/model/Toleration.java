package io.plimsoll.core.model;

import org.jspecify.annotations.Nullable;

/**
 * Taints a pod does not mind.
 *
 * @param key the taint's key; empty for all keys
 * @param anyValue whether the taint's value does not matter ({@code operator: Exists})
 * @param value the taint's value, when it matters
 * @param effect the taint's effect; null for all effects
 */
public record Toleration(String key, boolean anyValue, String value, Taint.@Nullable Effect effect) {

    /** Whether the taint is tolerated. */
    public boolean tolerates(Taint taint) {
        return (effect == null || effect == taint.effect())
                && (key.isEmpty() || key.equals(taint.key()))
                && (anyValue || value.equals(taint.value()));
    }
}
