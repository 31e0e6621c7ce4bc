package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyProvider;
import io.plimsoll.core.state.Checks;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random clusters go through random operations, and after each of them the core must decide what a brute-force oracle
 * decides, under full checks.
 *
 * <ul>
 *   <li>Without options: 20 clusters of 500 operations per policy, always the same.
 *   <li>{@code -Dplimsoll.long=ci}: besides, up to 200 clusters of 2,000 operations per policy, other ones every time; stops
 *       after 6 minutes.
 *   <li>{@code -Dplimsoll.long=true}: the same without end of clusters, for 3 hours.
 *   <li>{@code -Dplimsoll.minutes=N} is another time for either.
 *   <li>{@code -Dplimsoll.seed=N}: the one cluster of that seed, which a failure names, for 2,000 operations per policy.
 * </ul>
 */
class DifferentialTest {

    private static final int CLUSTERS = 20;
    private static final int OPERATIONS = 500;
    private static final int LONG_CLUSTERS = 200;
    private static final int LONG_OPERATIONS = 2_000;
    private static final long CI_MINUTES = 6;
    private static final long LONG_MINUTES = 180;

    @BeforeAll
    static void checksMustBeOn() {
        assertThat(Checks.FULL).as("-Dplimsoll.checks=full, which Maven sets").isTrue();
    }

    static List<PolicyUnderTest> policies() {
        return PoliciesUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("policies")
    void policyDecidesWhatTheOracleDecides(PolicyUnderTest policy) {
        Long seed = Long.getLong("plimsoll.seed");
        if (seed == null) {
            LongStream.rangeClosed(1, CLUSTERS).parallel().forEach(each -> run(policy, each, OPERATIONS));
        } else {
            run(policy, seed, LONG_OPERATIONS);
        }
    }

    @Test
    void everyPolicyWithANameIsTested() {
        assertThat(policies())
                .extracting(policy -> policy.name().split("[:*+]", 2)[0])
                .containsAll(
                        Policies.load().all().stream().map(PolicyProvider::name).toList());
    }

    @Test
    @EnabledIfSystemProperty(named = "plimsoll.long", matches = "ci|true")
    void policiesDecideWhatTheOracleDecidesForLong() {
        boolean ci = "ci".equals(System.getProperty("plimsoll.long"));
        long minutes = Long.getLong("plimsoll.minutes", ci ? CI_MINUTES : LONG_MINUTES);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        long firstSeed = Long.getLong("plimsoll.seed", System.currentTimeMillis());
        List<PolicyUnderTest> policies = policies();
        long all = ci ? (long) LONG_CLUSTERS * policies.size() : Long.MAX_VALUE;
        AtomicLong next = new AtomicLong();
        AtomicLong done = new AtomicLong();
        System.out.printf("Differential test: seeds from %d, for %d minutes.%n", firstSeed, minutes);
        LongStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .forEach(worker -> {
                    long number = next.getAndIncrement();
                    while (number < all && System.nanoTime() < end) {
                        // One cluster for every policy before the next: when the time is up, all have had their share.
                        run(
                                policies.get((int) (number % policies.size())),
                                firstSeed + number / policies.size(),
                                LONG_OPERATIONS);
                        done.incrementAndGet();
                        number = next.getAndIncrement();
                    }
                });
        System.out.printf(
                Locale.ROOT,
                "Differential test: %d clusters for each of %d policies, %d operations each.%n",
                done.get() / policies.size(),
                policies.size(),
                LONG_OPERATIONS);
        assertThat(done).hasPositiveValue();
    }

    private static void run(PolicyUnderTest policy, long seed, int operations) {
        try {
            new DifferentialRun(policy, seed).run(operations);
        } catch (RuntimeException | AssertionError difference) {
            throw new AssertionError(
                    "Policy %s and its oracle differ: replay with -Dplimsoll.seed=%d".formatted(policy, seed),
                    difference);
        }
    }
}
