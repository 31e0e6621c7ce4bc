package io.plimsoll.planner.packing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.planner.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CliqueBoundTest {

    @Test
    void itemsOfMoreThanHalfABinShouldNeedABinEach() {
        PackingProblem problem = new PackingProblem(
                List.of(ItemKind.of(3, 6, 1), ItemKind.of(2, 1, 7), ItemKind.of(9, 1, 1)), List.of(BinType.of(10, 10)));
        assertThat(CliqueBound.of(problem).cost()).isEqualTo(3);
        PackingProblem crossed = new PackingProblem(
                List.of(ItemKind.of(3, 6, 4), ItemKind.of(2, 1, 7), ItemKind.of(9, 1, 1)), List.of(BinType.of(10, 10)));
        assertThat(CliqueBound.of(crossed).cost()).isEqualTo(5);
    }

    @Test
    void eachShouldCostTheCheapestBinThatHoldsIt() {
        PackingProblem problem = new PackingProblem(
                List.of(ItemKind.of(2, 4), ItemKind.of(1, 7)),
                List.of(new BinType(List.of(4L), 3, BinType.UNLIMITED), new BinType(List.of(7L), 5, 1)));
        assertThat(CliqueBound.of(problem).cost()).isEqualTo(2 * 3 + 5);
    }

    @Test
    void noPackingShouldCostLess() {
        Random random = new Random(Seeds.of("CliqueBoundTest", 11));
        int sharp = 0;
        for (int i = 0; i < 300; i++) {
            PackingProblem problem = (i % 2 == 0 ? Generator.UNIFORM : Generator.FLEET).problem(random);
            long optimum = ExactPacking.cost(problem);
            long bound = CliqueBound.of(problem).cost();
            assertThat(bound).as("problem %d", i).isLessThanOrEqualTo(optimum);
            sharp += bound == optimum ? 1 : 0;
        }
        assertThat(sharp).isPositive();
    }
}
