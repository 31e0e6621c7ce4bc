package io.plimsoll.simulator.record;

/**
 * Everything a run leaves behind except its decision log.
 *
 * @param summary the figures
 * @param series how they developed
 * @param heatMap where in the cluster it was full, and when
 */
public record RunResult(RunSummary summary, Series series, HeatMap heatMap) {}
