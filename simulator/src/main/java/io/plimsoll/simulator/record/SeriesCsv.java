package io.plimsoll.simulator.record;

/**
 * Writes {@code series.csv}: a heading, then one line per sample, {@code timeMillis} first, then the columns of
 * {@link Series}. Lines end in a line feed.
 */
public final class SeriesCsv {

    /** The name of the file. */
    public static final String FILE = "series.csv";

    private SeriesCsv() {}

    /** The content of the file. */
    public static String text(Series series) {
        StringBuilder out = new StringBuilder("timeMillis");
        for (String column : series.columns()) {
            out.append(',').append(column);
        }
        out.append('\n');
        for (int row = 0; row < series.rows(); row++) {
            out.append(series.timeMillis(row));
            for (int column = 0; column < series.columns().size(); column++) {
                out.append(',').append(series.text(row, column));
            }
            out.append('\n');
        }
        return out.toString();
    }
}
