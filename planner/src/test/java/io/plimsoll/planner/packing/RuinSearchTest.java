package io.plimsoll.planner.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuinSearchTest {

    private static final PackingProblem PROBLEM = new PackingProblem(
            List.of(ItemKind.of(8, 2)),
            List.of(
                    new BinType(List.of(2L), 5, BinType.UNLIMITED),
                    new BinType(List.of(4L), 10, BinType.UNLIMITED),
                    new BinType(List.of(8L), 25, BinType.UNLIMITED)));

    @Test
    void ofPackingsOfEqualCostThatWithTheFewestBinsShouldBeTaken() {
        Packing found = search(Map.of(content(0, 1), 8));
        assertThat(found.problems(PROBLEM)).isEmpty();
        assertThat(found.cost(PROBLEM)).isEqualTo(40);
        assertThat(found.binCount()).isEqualTo(4);
    }

    @Test
    void fewerBinsShouldNotBeWorthAHigherCost() {
        Packing found = search(Map.of(content(2, 4), 2));
        assertThat(found.problems(PROBLEM)).isEmpty();
        assertThat(found.cost(PROBLEM)).isEqualTo(40);
    }

    private static Packing search(Map<Packing.Content, Integer> start) {
        return new RuinSearch(PROBLEM, new ResourcePrices(PROBLEM), 1).search(new Packing(start), 200);
    }

    private static Packing.Content content(int type, int items) {
        return new Packing.Content(type, List.of(0), List.of(items));
    }
}
