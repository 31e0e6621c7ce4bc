package io.plimsoll.planner.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A linear program that grows: {@code min c x} with {@code A x >= b} for some rows and {@code A x <= b} for the others, {@code x >= 0}, to which
 * columns are added between solves. A primal revised simplex (Dantzig and Orchard-Hays, 1954) that goes on from its last basis,
 * with the inverse kept in full. It is made for column generation, where a solver that begins anew each time spends nearly all time on what it knew:
 * see ADR 0021.
 *
 * <p>Floating point, and not to be believed without a check. Deterministic. O(rows^2) memory and time per step. For one thread.
 */
final class MasterProgram {

    private static final double TOLERANCE = 1e-9;
    private static final int STEPS_PER_INVERSION = 256;

    private final int rows;
    private final double[] demand;
    /** -1 where a slack makes more of a row than is asked, +1 where it makes less. */
    private final double[] slackSign;

    private final List<int[]> columnRows = new ArrayList<>();
    private final List<double[]> columnAmounts = new ArrayList<>();
    private double[] cost = new double[64];

    /** Per row of the basis: a column, or {@code -1 - row} for the slack of a row. */
    private final int[] basis;

    private final boolean[] slackIsBasic;
    private boolean[] isBasic = new boolean[64];
    private final double[][] inverse;
    private final double[] amount;
    private final double[] duals;
    private final double[] entering;
    private int stepsSinceInversion;

    /**
     * A program without columns.
     *
     * @param demand what each row asks
     * @param atLeast whether a row asks for at least that, or for at most that
     * @param penalty what it costs to leave a unit of a row that asks for at least undone
     */
    MasterProgram(double[] demand, boolean[] atLeast, double[] penalty) {
        rows = demand.length;
        this.demand = demand.clone();
        slackSign = new double[rows];
        basis = new int[rows];
        slackIsBasic = new boolean[rows];
        inverse = new double[rows][rows];
        amount = new double[rows];
        duals = new double[rows];
        entering = new double[rows];
        for (int row = 0; row < rows; row++) {
            // Demands that are all a little different keep the steps from being of length zero.
            this.demand[row] += demand[row] * 1e-7 * (1 + row % 97);
            slackSign[row] = atLeast[row] ? -1 : 1;
            if (atLeast[row]) {
                basis[row] = columnRows.size();
                add(new int[] {row}, new double[] {1}, penalty[row]);
                isBasic[basis[row]] = true;
            } else {
                basis[row] = -1 - row;
                slackIsBasic[row] = true;
            }
            inverse[row][row] = 1;
            amount[row] = this.demand[row];
        }
        price();
    }

    /** Adds a column. */
    void add(int[] inRows, double[] amounts, double columnCost) {
        int column = columnRows.size();
        if (column == cost.length) {
            cost = Arrays.copyOf(cost, 2 * column);
            isBasic = Arrays.copyOf(isBasic, 2 * column);
        }
        columnRows.add(inRows);
        columnAmounts.add(amounts);
        cost[column] = columnCost;
    }

    /** Solves for the columns that there are, or stops after some steps. */
    void solve(int mostSteps) {
        for (int step = 0; step < mostSteps; step++) {
            int column = cheapest();
            if (column == Integer.MIN_VALUE) {
                return;
            }
            enter(column);
            int leaving = leaving();
            if (leaving < 0) {
                return;
            }
            pivot(column, leaving);
        }
    }

    /** What a unit more of a row would cost. */
    double dual(int row) {
        return duals[row];
    }

    /** What a column would save per unit, negative when it does. */
    private double reducedCost(int column) {
        double reduced = cost[column];
        int[] in = columnRows.get(column);
        double[] amounts = columnAmounts.get(column);
        for (int i = 0; i < in.length; i++) {
            reduced -= duals[in[i]] * amounts[i];
        }
        return reduced;
    }

    private int cheapest() {
        int best = Integer.MIN_VALUE;
        double least = -TOLERANCE;
        for (int row = 0; row < rows; row++) {
            double reduced = -duals[row] * slackSign[row];
            if (reduced < least && !slackIsBasic[row]) {
                least = reduced;
                best = -1 - row;
            }
        }
        for (int column = 0; column < columnRows.size(); column++) {
            if (!isBasic[column]) {
                double reduced = reducedCost(column);
                if (reduced < least) {
                    least = reduced;
                    best = column;
                }
            }
        }
        return best;
    }

    /** The entering column in terms of the basis. */
    private void enter(int column) {
        Arrays.fill(entering, 0);
        int[] in = column < 0 ? new int[] {-1 - column} : columnRows.get(column);
        double[] amounts = column < 0 ? new double[] {slackSign[-1 - column]} : columnAmounts.get(column);
        for (int row = 0; row < rows; row++) {
            double[] line = inverse[row];
            double sum = 0;
            for (int i = 0; i < in.length; i++) {
                sum += line[in[i]] * amounts[i];
            }
            entering[row] = sum;
        }
    }

    private int leaving() {
        int leaving = -1;
        double shortest = Double.POSITIVE_INFINITY;
        for (int row = 0; row < rows; row++) {
            if (entering[row] > TOLERANCE) {
                double length = Math.max(0, amount[row]) / entering[row];
                if (length < shortest || (length == shortest && entering[row] > entering[leaving])) {
                    shortest = length;
                    leaving = row;
                }
            }
        }
        return leaving;
    }

    private void pivot(int column, int leaving) {
        mark(basis[leaving], false);
        basis[leaving] = column;
        mark(column, true);
        if (++stepsSinceInversion >= STEPS_PER_INVERSION + rows) {
            invert();
            return;
        }
        double[] pivotLine = inverse[leaving];
        double by = 1 / entering[leaving];
        for (int i = 0; i < rows; i++) {
            pivotLine[i] *= by;
        }
        amount[leaving] *= by;
        for (int row = 0; row < rows; row++) {
            double factor = entering[row];
            if (row != leaving && factor != 0) {
                double[] line = inverse[row];
                for (int i = 0; i < rows; i++) {
                    line[i] -= factor * pivotLine[i];
                }
                amount[row] -= factor * amount[leaving];
            }
        }
        double reduced = column < 0 ? -duals[-1 - column] * slackSign[-1 - column] : reducedCost(column);
        for (int i = 0; i < rows; i++) {
            duals[i] += reduced * pivotLine[i];
        }
    }

    private void mark(int column, boolean basic) {
        if (column < 0) {
            slackIsBasic[-1 - column] = basic;
        } else {
            isBasic[column] = basic;
        }
    }

    private void price() {
        Arrays.fill(duals, 0);
        for (int row = 0; row < rows; row++) {
            double each = basis[row] < 0 ? 0 : cost[basis[row]];
            for (int i = 0; i < rows && each != 0; i++) {
                duals[i] += each * inverse[row][i];
            }
        }
    }

    /** Makes the inverse anew from the basis, by Gauss and Jordan: what rounding did is gone. */
    private void invert() {
        stepsSinceInversion = 0;
        double[][] matrix = new double[rows][rows];
        for (double[] line : inverse) {
            Arrays.fill(line, 0);
        }
        for (int at = 0; at < rows; at++) {
            inverse[at][at] = 1;
            if (basis[at] < 0) {
                matrix[-1 - basis[at]][at] = slackSign[-1 - basis[at]];
            } else {
                int[] in = columnRows.get(basis[at]);
                for (int i = 0; i < in.length; i++) {
                    matrix[in[i]][at] = columnAmounts.get(basis[at])[i];
                }
            }
        }
        for (int at = 0; at < rows; at++) {
            int largest = at;
            for (int row = at + 1; row < rows; row++) {
                if (Math.abs(matrix[row][at]) > Math.abs(matrix[largest][at])) {
                    largest = row;
                }
            }
            swap(matrix, at, largest);
            swap(inverse, at, largest);
            double by = 1 / matrix[at][at];
            for (int i = 0; i < rows; i++) {
                matrix[at][i] *= by;
                inverse[at][i] *= by;
            }
            for (int row = 0; row < rows; row++) {
                double factor = matrix[row][at];
                if (row != at && factor != 0) {
                    for (int i = 0; i < rows; i++) {
                        matrix[row][i] -= factor * matrix[at][i];
                        inverse[row][i] -= factor * inverse[at][i];
                    }
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            amount[row] = 0;
            for (int i = 0; i < rows; i++) {
                amount[row] += inverse[row][i] * demand[i];
            }
        }
        price();
    }

    private static void swap(double[][] lines, int a, int b) {
        double[] line = lines[a];
        lines[a] = lines[b];
        lines[b] = line;
    }
}
