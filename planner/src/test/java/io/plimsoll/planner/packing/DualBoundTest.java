package io.plimsoll.planner.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DualBoundTest {

    @Test
    void withOneTypeItShouldBeTheValueOfAllItemsOverTheMostOfABin() {
        PackingProblem problem = new PackingProblem(List.of(ItemKind.of(7, 4)), List.of(BinType.of(10)));
        Bound bound = DualBound.of(problem, new long[] {3}, new long[] {6});
        assertThat(bound.value().compareTo(Rational.of(21, 6))).isZero();
        assertThat(bound.cost()).isEqualTo(4);
    }

    @Test
    void limitedBinsShouldBeUsedUpBeforeDearerOnesCount() {
        // Seven items; two free bins hold two each, so that at least three go into bins that cost 5 and hold two.
        PackingProblem problem = new PackingProblem(
                List.of(ItemKind.of(7, 5)),
                List.of(new BinType(List.of(10L), 0, 2), new BinType(List.of(10L), 5, BinType.UNLIMITED)));
        Bound bound = DualBound.of(problem, new long[] {1}, new long[] {2, 2});
        assertThat(bound.value().compareTo(Rational.of(15, 2))).isZero();
        assertThat(bound.cost()).isEqualTo(8);
    }

    @Test
    void itemsWorthMoreThanAllBinsHoldShouldBeImpossible() {
        PackingProblem problem =
                new PackingProblem(List.of(ItemKind.of(5, 5)), List.of(new BinType(List.of(10L), 1, 2)));
        assertThat(DualBound.of(problem, new long[] {1}, new long[] {2}).possible())
                .isFalse();
        assertThat(DualBound.of(problem, new long[] {1}, new long[] {3}).possible())
                .isTrue();
    }

    @Test
    void worthlessValuesShouldProveNothing() {
        PackingProblem problem = new PackingProblem(List.of(ItemKind.of(5, 5)), List.of(BinType.of(10)));
        assertThat(DualBound.of(problem, new long[] {0}, new long[] {0})).isEqualTo(Bound.NONE);
    }
}
