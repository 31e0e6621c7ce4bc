package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Quantity;
import io.plimsoll.kubernetes.input.Quantities;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Exact amounts of resources by name, to add up and compare. For one thread. */
final class Amounts {

    private final Map<String, BigDecimal> amounts = new TreeMap<>();

    static Amounts of(@Nullable Map<String, Quantity> quantities) {
        Amounts amounts = new Amounts();
        if (quantities != null) {
            quantities.forEach((name, quantity) -> amounts.amounts.put(name, Quantities.exact(quantity)));
        }
        return amounts;
    }

    Amounts copy() {
        return new Amounts().add(this);
    }

    Amounts add(Amounts other) {
        other.amounts.forEach((name, amount) -> amounts.merge(name, amount, BigDecimal::add));
        return this;
    }

    Amounts max(Amounts other) {
        other.amounts.forEach((name, amount) -> amounts.merge(name, amount, BigDecimal::max));
        return this;
    }

    /** Gives a resource that has no amount yet one. */
    Amounts orElse(String name, BigDecimal amount) {
        amounts.putIfAbsent(name, amount);
        return this;
    }

    void put(String name, BigDecimal amount) {
        amounts.put(name, amount);
    }

    boolean has(String name) {
        return amounts.containsKey(name);
    }

    @Nullable
    BigDecimal get(String name) {
        return amounts.get(name);
    }

    Map<String, BigDecimal> byName() {
        return amounts;
    }
}
