package io.plimsoll.simulator.record;

import java.util.Arrays;
import java.util.List;

/**
 * Collects samples at equal distances without knowing how long the run will be: when it is full, every other sample goes
 * and the distance doubles, so that a series has between {@link #MAX_ROWS}/2 and {@link #MAX_ROWS} rows however long
 * the run was. Not thread-safe. Adding a sample allocates nothing.
 *
 * <p>Before the state changes at time {@code t}, and once at the end:
 *
 * <pre>{@code
 * while (series.nextMillis() < t) {
 *     fill(values);
 *     series.add(values);
 * }
 * }</pre>
 *
 * so that each sample shows the state after everything that happened up to and including its time.
 */
public final class SeriesBuilder {

    /** The most samples kept, the last one of the run not counted. */
    public static final int MAX_ROWS = 2048;

    private final List<String> columns;
    private final long[] timeMillis = new long[MAX_ROWS + 1];
    private final double[] values;
    private long intervalMillis;
    private long nextMillis;
    private int rows;

    /**
     * A series over these resources, first sample at time 0.
     *
     * @param intervalMillis distance of the first samples
     * @throws IllegalArgumentException when the distance is not positive
     */
    public SeriesBuilder(List<String> resources, boolean fragmentation, long intervalMillis) {
        Require.that(
                intervalMillis > 0,
                "The sampling interval (" + intervalMillis + ") must be positive.",
                "it was computed from a trace of no length.");
        this.columns = Series.columns(resources, fragmentation);
        this.values = new double[(MAX_ROWS + 1) * columns.size()];
        this.intervalMillis = intervalMillis;
    }

    /** Names and order of the values that {@link #add} takes. */
    public List<String> columns() {
        return columns;
    }

    /** When the next sample is due. */
    public long nextMillis() {
        return nextMillis;
    }

    /** Takes the sample that is due at {@link #nextMillis()}. The array is copied. */
    public void add(double[] sample) {
        append(nextMillis, sample);
        if (rows == MAX_ROWS) {
            dropEveryOther();
        }
        nextMillis += intervalMillis;
    }

    /**
     * Ends the series with the state at the end of the run, in place of a sample of that very moment. Nothing may be added
     * afterwards.
     */
    public Series finish(long endMillis, double[] sample) {
        if (rows > 0 && timeMillis[rows - 1] >= endMillis) {
            rows--;
        }
        append(endMillis, sample);
        return new Series(columns, rows, Arrays.copyOf(timeMillis, rows), Arrays.copyOf(values, rows * columns.size()));
    }

    private void append(long time, double[] sample) {
        timeMillis[rows] = time;
        System.arraycopy(sample, 0, values, rows * columns.size(), columns.size());
        rows++;
    }

    private void dropEveryOther() {
        int width = columns.size();
        for (int row = 1; row < rows / 2; row++) {
            timeMillis[row] = timeMillis[2 * row];
            System.arraycopy(values, 2 * row * width, values, row * width, width);
        }
        rows /= 2;
        intervalMillis *= 2;
        nextMillis = timeMillis[rows - 1];
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        intervalMillis = state.number(intervalMillis);
        nextMillis = state.number(nextMillis);
        rows = state.small(rows);
        for (int row = 0; row < rows; row++) {
            timeMillis[row] = state.number(timeMillis[row]);
            for (int column = 0; column < columns.size(); column++) {
                int at = row * columns.size() + column;
                values[at] = state.real(values[at]);
            }
        }
    }
}
