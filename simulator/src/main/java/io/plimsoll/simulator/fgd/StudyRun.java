package io.plimsoll.simulator.fgd;

/**
 * One experiment and what came of it.
 *
 * @param key which experiment
 * @param curves its rows of the three tables
 * @param arrivals how many pods arrived
 * @param unplaced how many of them found no node
 * @param nanos how long it took, from the ordered workload to the rows
 */
public record StudyRun(StudyKey key, StudyCurves curves, int arrivals, int unplaced, long nanos) {}
