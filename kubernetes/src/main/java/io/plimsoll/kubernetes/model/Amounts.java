package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Quantity;
import io.plimsoll.core.model.Resources;
import io.plimsoll.kubernetes.input.Quantities;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Exact amounts of resources by name, and what schedulers make of them. For one thread. */
public final class Amounts {

    static final String CPU = "cpu";
    static final String MEMORY = "memory";

    private static final String EPHEMERAL_STORAGE = "ephemeral-storage";
    private static final String PODS = "pods";
    private static final String HUGE_PAGES = "hugepages-";
    private static final Set<String> NATIVE_PREFIXES = Set.of(HUGE_PAGES, "attachable-volumes-");
    /** As the API server does, and what every finer amount would be rounded to in the end. */
    private static final int MILLI = 3;

    private final SortedMap<String, BigDecimal> byName = new TreeMap<>();

    Amounts() {}

    /** What quantities say; none for null. */
    public static Amounts of(@Nullable Map<String, Quantity> quantities) {
        Amounts amounts = new Amounts();
        if (quantities != null) {
            quantities.forEach((name, quantity) -> amounts.byName.put(name, amount(quantity)));
        }
        return amounts;
    }

    private static BigDecimal amount(Quantity quantity) {
        return Quantities.exact(quantity).setScale(MILLI, RoundingMode.UP);
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    void put(String name, BigDecimal amount) {
        byName.put(name, amount);
    }

    /** The amounts by name; what is changed there is changed here. */
    public Map<String, BigDecimal> byName() {
        return byName;
    }

    Amounts copy() {
        Amounts copy = new Amounts();
        copy.byName.putAll(byName);
        return copy;
    }

    /** Adds what is not there yet. */
    Amounts withMissing(Amounts others) {
        others.byName.forEach((name, amount) -> byName.putIfAbsent(name, amount));
        return this;
    }

    void add(Amounts other) {
        other.byName.forEach((name, amount) -> byName.merge(name, amount, BigDecimal::add));
    }

    void raiseTo(Amounts other) {
        other.byName.forEach((name, amount) -> byName.merge(name, amount, BigDecimal::max));
    }

    /** Milli-cores, rounded up. */
    long cpuMilli() {
        return whole(get(CPU).scaleByPowerOfTen(MILLI));
    }

    /** Bytes, rounded up. */
    long memoryBytes() {
        return whole(get(MEMORY));
    }

    /** What counts of these amounts where pods are placed. Resources that no scheduler counts are left out. */
    Resources resources() {
        SortedMap<String, Long> scalars = new TreeMap<>();
        byName.forEach((name, amount) -> {
            if (isScalar(name)) {
                scalars.put(name, whole(amount));
            }
        });
        return new Resources(cpuMilli(), memoryBytes(), whole(get(EPHEMERAL_STORAGE)), whole(get(PODS)), scalars);
    }

    /** Whether a pod as a whole may say how much it requests of this. */
    public static boolean isOfPods(String name) {
        return name.equals(CPU) || name.equals(MEMORY) || isHugePages(name);
    }

    static boolean isHugePages(String name) {
        return name.startsWith(HUGE_PAGES);
    }

    private static boolean isScalar(String name) {
        return name.contains("kubernetes.io/")
                || (name.contains("/") && !name.startsWith("requests."))
                || NATIVE_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private BigDecimal get(String name) {
        BigDecimal amount = byName.get(name);
        return amount == null ? BigDecimal.ZERO : amount;
    }

    /** More than the core counts with is as much as it counts with. */
    private static long whole(BigDecimal amount) {
        BigDecimal most = BigDecimal.valueOf(Resources.MAX_QUANTITY);
        return Quantities.whole(amount.max(BigDecimal.ZERO).min(most));
    }
}
