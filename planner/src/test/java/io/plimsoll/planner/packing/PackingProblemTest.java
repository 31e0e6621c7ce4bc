package io.plimsoll.planner.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PackingProblemTest {

    @Test
    void anItemShouldFitWhereEverySizeDoes() {
        PackingProblem problem =
                new PackingProblem(List.of(ItemKind.of(3, 5, -1)), List.of(BinType.of(5, 0), BinType.of(4, 9)));
        assertThat(problem.fits(0, 0)).isTrue();
        assertThat(problem.fits(0, 1)).isFalse();
        assertThat(problem.itemCount()).isEqualTo(3);
    }

    @Test
    void dimensionsShouldAgree() {
        assertThatThrownBy(() -> new PackingProblem(List.of(ItemKind.of(1, 5)), List.of(BinType.of(5, 5))))
                .hasMessageStartingWith("The amounts (1) of an item or a bin must be 2, as those of the first bin.");
    }

    @Test
    void nothingShouldBeNoProblem() {
        assertThatThrownBy(() -> new PackingProblem(List.of(), List.of(BinType.of(5))))
                .hasMessageStartingWith("The items (0 kinds) and bins (1 types)");
        assertThatThrownBy(() -> ItemKind.of(0, 1)).hasMessageStartingWith("The count (0)");
        assertThatThrownBy(() -> BinType.of(-1)).hasMessageStartingWith("The capacity (-1)");
    }
}
