package io.plimsoll.planner.headroom;

/**
 * How many more sets of a mix fit.
 *
 * @param asTheyCome how many the scheduler places completely when set after set comes, until a pod of one fits nowhere
 * @param sets how many fit in the best order that was tried: as they come, or all pods of the largest template first
 * @param bound no placement has more
 */
public record MixRoom(long asTheyCome, long sets, long bound) {}
