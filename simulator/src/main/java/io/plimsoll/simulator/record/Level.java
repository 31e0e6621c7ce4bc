package io.plimsoll.simulator.record;

/**
 * How a quantity stood over a run: a share between 0 and 1, or a count.
 *
 * @param mean time-weighted mean over the whole run
 * @param peak highest value at any moment, or at a sample where only samples are taken
 * @param atEnd value when the run ended
 */
public record Level(double mean, double peak, double atEnd) {

    /** Nothing at any time. */
    public static final Level ZERO = new Level(0, 0, 0);

    /** @throws IllegalArgumentException when a value is negative or not finite */
    public Level {
        Require.notNegative("mean of a level", mean);
        Require.notNegative("peak of a level", peak);
        Require.notNegative("end of a level", atEnd);
    }
}
