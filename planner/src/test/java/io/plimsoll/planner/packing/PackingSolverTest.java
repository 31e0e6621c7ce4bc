package io.plimsoll.planner.packing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.planner.Seeds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PackingSolverTest {

    private static final int PROBLEMS = 100;
    private static final PackingSolver SOLVER = new PackingSolver(7, 2_000_000, 40);

    @ParameterizedTest
    @EnumSource
    void theOptimumShouldLieBetweenBoundAndAnswerAndMostlyBeBoth(Generator generator) {
        Random random = new Random(Seeds.of("PackingSolverTest." + generator, 20261130));
        int answerIsOptimum = 0;
        int boundIsOptimum = 0;
        for (int i = 0; i < PROBLEMS; i++) {
            PackingProblem problem = generator.problem(random);
            long optimum = ExactPacking.cost(problem);
            PackingSolver.Answer answer = SOLVER.solve(problem);
            @Nullable Packing packing = answer.packing();
            if (optimum == Long.MAX_VALUE) {
                assertThat(packing).as("problem %d has no packing", i).isNull();
                answerIsOptimum++;
                boundIsOptimum++;
                continue;
            }
            assertThat(packing).as("problem %d has a packing", i).isNotNull();
            assertThat(packing.problems(problem)).as("problem %d", i).isEmpty();
            assertThat(answer.bound().possible()).isTrue();
            assertThat(answer.bound().cost()).as("bound of problem %d", i).isLessThanOrEqualTo(optimum);
            assertThat(packing.cost(problem)).as("answer to problem %d", i).isGreaterThanOrEqualTo(optimum);
            answerIsOptimum += packing.cost(problem) == optimum ? 1 : 0;
            boundIsOptimum += answer.bound().cost() == optimum ? 1 : 0;
        }
        System.out.printf(
                "%s: answer = optimum in %d, bound = optimum in %d of %d%n",
                generator, answerIsOptimum, boundIsOptimum, PROBLEMS);
        assertThat(answerIsOptimum).isGreaterThanOrEqualTo(PROBLEMS * 95 / 100);
        assertThat(boundIsOptimum).isGreaterThanOrEqualTo(PROBLEMS * 90 / 100);
    }

    @Test
    void theInstanceOfClusterAutoscalerShouldNeedItsNumberOfNodes() {
        PackingProblem problem = new PackingProblem(
                List.of(ItemKind.of(50_000, 50, 100L << 20, 1), ItemKind.of(1_000, 95, 190L << 20, 1)),
                List.of(BinType.of(1_000, 5_000L << 20, 100)));
        @Nullable Packing packing = PackingSolver.first(problem);
        assertThat(packing).isNotNull();
        assertThat(packing.problems(problem)).isEmpty();
        assertThat(packing.binCount()).isEqualTo(2_595);
        assertThat(new ResourcePrices(problem).bound().cost()).isEqualTo(2_595);
    }

    @Test
    void bothSearchesShouldGiveEqualAnswersForEqualSeeds() {
        PackingProblem problem = Generator.FLEET.problem(new Random(3));
        assertThat(SOLVER.solve(problem)).isEqualTo(SOLVER.solve(problem));
        PackingProblem alike = Generator.UNIFORM.problem(new Random(3));
        assertThat(SOLVER.solve(alike)).isEqualTo(SOLVER.solve(alike));
    }

    @Test
    void itemsForWhichLimitedBinsDoNotSufficeShouldBeProvenImpossible() {
        PackingProblem problem =
                new PackingProblem(List.of(ItemKind.of(5, 10)), List.of(new BinType(List.of(20L), 3, 2)));
        PackingSolver.Answer answer = SOLVER.solve(problem);
        assertThat(answer.packing()).isNull();
        assertThat(answer.bound().possible()).isFalse();
    }

    @Test
    void moreEffortShouldNeverNeedMoreBins() {
        Random random = new Random(Seeds.of("PackingSolverTest.effort", 5));
        for (int i = 0; i < 20; i++) {
            PackingProblem problem = Generator.UNIFORM.problem(random);
            @Nullable Packing much = SOLVER.solve(problem).packing();
            @Nullable Packing none = new PackingSolver(7, 0, 0).solve(problem).packing();
            assertThat(much).isNotNull();
            assertThat(none).isNotNull();
            assertThat(much.binCount()).isLessThanOrEqualTo(none.binCount());
            assertThat(none.binCount())
                    .isLessThanOrEqualTo(
                            PackingSolver.firstFitDecreasing(problem).binCount());
        }
    }
}
