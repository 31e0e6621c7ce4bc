package io.plimsoll.simulator.record;

import java.util.ArrayList;
import java.util.List;

/**
 * How a run developed: one row per sample, columns of primitives. Immutable. Made by {@link SeriesBuilder}.
 *
 * <p>The columns are, in this order: {@code allocated.R} for every resource R, {@code demand.R} for every resource,
 * {@link #PENDING_PODS}, {@link #RUNNING_PODS}, {@link #EMPTY_NODES}, and where there are GPUs
 * {@link #FRAGMENTATION_AMOUNT} and {@link #FRAGMENTATION_RATIO}. Allocation and demand are shares of the capacity of the
 * moment: what running pods hold, and what running and waiting pods together ask for (which may be above 1). In a run
 * without departures demand is what all pods so far asked for. Fragmentation is measured at every fourth sample and at the
 * end; between, the newest measurement stands.
 */
public final class Series {

    /** Before the name of a resource: its allocated share. */
    public static final String ALLOCATED = "allocated.";

    /** Before the name of a resource: the requested share. */
    public static final String DEMAND = "demand.";

    public static final String PENDING_PODS = "pendingPods";
    public static final String RUNNING_PODS = "runningPods";
    public static final String EMPTY_NODES = "emptyNodes";
    public static final String FRAGMENTATION_AMOUNT = "fragmentation.amount";
    public static final String FRAGMENTATION_RATIO = "fragmentation.ratio";

    /** Decimals with which shares are written. */
    static final int SHARE_DECIMALS = 6;

    private final List<String> columns;
    private final int rows;
    private final long[] timeMillis;
    private final double[] values;

    /** Takes the arrays over: {@code values} holds row after row. */
    Series(List<String> columns, int rows, long[] timeMillis, double[] values) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.timeMillis = timeMillis;
        this.values = values;
    }

    /** The columns of a series over these resources. */
    public static List<String> columns(List<String> resources, boolean fragmentation) {
        List<String> names = new ArrayList<>();
        resources.forEach(resource -> names.add(ALLOCATED + resource));
        resources.forEach(resource -> names.add(DEMAND + resource));
        names.addAll(List.of(PENDING_PODS, RUNNING_PODS, EMPTY_NODES));
        if (fragmentation) {
            names.addAll(List.of(FRAGMENTATION_AMOUNT, FRAGMENTATION_RATIO));
        }
        return List.copyOf(names);
    }

    /** Names of the columns, without the time. */
    public List<String> columns() {
        return columns;
    }

    /** Number of samples. */
    public int rows() {
        return rows;
    }

    /** When the sample was taken: virtual time since the start of the run, ascending. */
    public long timeMillis(int row) {
        return timeMillis[row];
    }

    /** The value of that column in that sample. */
    public double value(int row, int column) {
        return values[row * columns.size() + column];
    }

    /** The value as it stands in files: shares with up to six decimals, counts as integers. */
    public String text(int row, int column) {
        boolean count = columns.get(column).equals(PENDING_PODS)
                || columns.get(column).equals(RUNNING_PODS)
                || columns.get(column).equals(EMPTY_NODES);
        return FixedDecimal.trimmed(value(row, column), count ? 0 : SHARE_DECIMALS);
    }
}
