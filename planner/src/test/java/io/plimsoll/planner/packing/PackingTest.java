package io.plimsoll.planner.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PackingTest {

    private static final PackingProblem PROBLEM =
            new PackingProblem(List.of(ItemKind.of(4, 5, 1)), List.of(new BinType(List.of(10L, 2L), 3, 2)));

    @Test
    void aPackingThatHoldsShouldHaveNoProblems() {
        Packing packing = new Packing(Map.of(content(2), 2));
        assertThat(packing.problems(PROBLEM)).isEmpty();
        assertThat(packing.binCount()).isEqualTo(2);
        assertThat(packing.cost(PROBLEM)).isEqualTo(6);
    }

    @Test
    void whatABrokenPackingDoesShouldBeSaid() {
        assertThat(new Packing(Map.of(content(4), 1)).problems(PROBLEM))
                .containsExactly("a bin of type 0 holds 20 in dimension 0", "a bin of type 0 holds 4 in dimension 1");
        assertThat(new Packing(Map.of(content(1), 3)).problems(PROBLEM))
                .containsExactly("of kind 0, 3 items are packed", "of type 0, 3 bins are used");
        PackingProblem nowhere = new PackingProblem(PROBLEM.items(), PROBLEM.bins(), List.of(new BitSet()));
        assertThat(new Packing(Map.of(content(2), 2)).problems(nowhere))
                .containsExactly("kind 0 may not be in a bin of type 0");
    }

    private static Packing.Content content(int items) {
        return new Packing.Content(0, List.of(0), List.of(items));
    }
}
