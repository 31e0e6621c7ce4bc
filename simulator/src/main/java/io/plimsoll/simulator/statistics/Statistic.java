package io.plimsoll.simulator.statistics;

/** A number made of observations, for example their mean. */
@FunctionalInterface
public interface Statistic {

    /** The statistic of the observations with these numbers, some of which may occur several times or not at all. */
    double of(int[] chosen);
}
