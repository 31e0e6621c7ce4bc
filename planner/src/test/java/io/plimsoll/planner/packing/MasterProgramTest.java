package io.plimsoll.planner.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.planner.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

/** Compared with ojAlgo, which solves each program from the beginning. */
final class MasterProgramTest {

    private static final int ROWS = 12;
    private static final double PENALTY = 50;

    private final double[] demand = new double[ROWS];
    private final boolean[] atLeast = new boolean[ROWS];
    private final double[] penalty = new double[ROWS];
    private final List<double[]> columns = new ArrayList<>();
    private final List<Double> costs = new ArrayList<>();

    @Test
    void itsDualsShouldBeWorthWhatTheOptimumCostsWhileColumnsAreAdded() {
        Random random = new Random(Seeds.of("MasterProgramTest", 3));
        for (int row = 0; row < ROWS; row++) {
            atLeast[row] = row < 10;
            demand[row] = atLeast[row] ? 1 + random.below(40) : 5 + random.below(10);
            penalty[row] = PENALTY;
        }
        MasterProgram program = new MasterProgram(demand, atLeast, penalty);
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 5; i++) {
                add(program, random);
            }
            program.solve(10_000);
            double worth = 0;
            for (int row = 0; row < ROWS; row++) {
                worth += program.dual(row) * demand[row];
                assertThat(program.dual(row) * (atLeast[row] ? 1 : -1)).isGreaterThan(-1e-6);
            }
            assertThat(worth).as("round %d", round).isCloseTo(optimum(), within(1e-3));
            assertNoColumnSaves(program);
        }
    }

    private void add(MasterProgram program, Random random) {
        double[] column = new double[ROWS];
        int[] rows = {random.below(10), random.below(10), 10 + random.below(2)};
        if (rows[0] == rows[1]) {
            rows[1] = (rows[1] + 1) % 10;
        }
        double[] amounts = {1 + random.below(4), 1 + random.below(4), 1};
        for (int i = 0; i < rows.length; i++) {
            column[rows[i]] = amounts[i];
        }
        double cost = 1 + random.below(20);
        columns.add(column);
        costs.add(cost);
        program.add(rows, amounts, cost);
    }

    private void assertNoColumnSaves(MasterProgram program) {
        for (int i = 0; i < columns.size(); i++) {
            double worth = 0;
            for (int row = 0; row < ROWS; row++) {
                worth += columns.get(i)[row] * program.dual(row);
            }
            assertThat(worth).isLessThanOrEqualTo(costs.get(i) + 1e-6);
        }
    }

    private double optimum() {
        ExpressionsBasedModel model = new ExpressionsBasedModel();
        List<Variable> amounts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            amounts.add(model.newVariable("x" + i).lower(0).weight(costs.get(i)));
        }
        for (int row = 0; row < ROWS; row++) {
            Expression expression = model.newExpression("r" + row);
            if (atLeast[row]) {
                expression.lower(demand[row]);
                expression.set(model.newVariable("p" + row).lower(0).weight(PENALTY), 1);
            } else {
                expression.upper(demand[row]);
            }
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i)[row] != 0) {
                    expression.set(amounts.get(i), columns.get(i)[row]);
                }
            }
        }
        return model.minimise().getValue();
    }
}
