package io.plimsoll.simulator.compare;

import java.util.Map;

/**
 * By how much a pooled cluster is larger than the real one, per resource: shares of it times this are shares of the real
 * one.
 *
 * @param factors by the name of the resource; 1 for those that are missing
 */
record Scale(Map<String, Double> factors) {

    /** The cluster is as large as the real one. */
    static final Scale ONE = new Scale(Map.of());

    /** Copies its argument. */
    Scale {
        factors = Map.copyOf(factors);
    }

    double of(String resource) {
        return factors.getOrDefault(resource, 1.0);
    }
}
