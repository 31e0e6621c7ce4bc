package io.plimsoll.simulator.statistics;

/**
 * An interval in which a quantity is believed to lie.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    /** @throws IllegalArgumentException when the ends are not numbers or swapped */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("The interval (" + low + " to " + high
                    + ") must ascend between two numbers.\nMaybe an observation was not a number.");
        }
    }

    /** Whether the value is inside, the ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** How long it is. */
    public double width() {
        return high - low;
    }
}
