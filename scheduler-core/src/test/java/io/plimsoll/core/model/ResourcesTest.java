package io.plimsoll.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcesTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE, Resources.MAX_QUANTITY + 1, Long.MAX_VALUE})
    void quantityOutOfRangeIsRefusedAtTheDoor(long quantity) {
        assertRefused(() -> Resources.request(quantity, 0), "cpu", quantity);
        assertRefused(() -> Resources.request(0, quantity), "memory", quantity);
        assertRefused(() -> Resources.NONE.withEphemeralStorage(quantity), "ephemeral-storage", quantity);
        assertRefused(() -> Resources.allocatable(0, 0, quantity), "pods", quantity);
        assertRefused(() -> Resources.NONE.withScalars(Map.of("example.com/x", quantity)), "example.com/x", quantity);
    }

    @Test
    void largestQuantityIsAllowedAndManyOfThemAddUp() {
        Resources most = Resources.request(Resources.MAX_QUANTITY, Resources.MAX_QUANTITY);
        assertThat(most.cpuMilli()).isEqualTo(1L << 50);
        assertThat(Math.multiplyExact(Resources.MAX_QUANTITY, 8_191L)).isPositive();
    }

    @Test
    void scalarsAreCopiedSortedAndFixed() {
        TreeMap<String, Long> scalars = new TreeMap<>(Map.of("b", 2L, "a", 1L));
        Resources resources = Resources.NONE.withScalars(scalars);
        scalars.put("c", 3L);
        assertThat(resources.scalars()).containsExactly(Map.entry("a", 1L), Map.entry("b", 2L));
        assertThatThrownBy(() -> resources.scalars().put("d", 4L)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void podAlwaysCountsAsOne() {
        assertThat(PodSpec.named("p").requests().pods()).isEqualTo(1);
        assertThat(PodSpec.named("p")
                        .withRequests(Resources.NONE.withPods(5))
                        .requests()
                        .pods())
                .isEqualTo(1);
    }

    private static void assertRefused(Runnable action, String resource, long quantity) {
        assertThatThrownBy(action::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The quantity (%d) of resource (%s) must be between 0 and %d.",
                        quantity, resource, Resources.MAX_QUANTITY)
                .hasMessageContaining(System.lineSeparator() + "Maybe ");
    }
}
