package io.plimsoll.planner.headroom;

import io.plimsoll.core.model.PodSpec;

/**
 * What kind of pods are asked about.
 *
 * @param name what people call them
 * @param pod such a pod, as it asks to be placed
 * @param scheduler the name of the scheduler that places them
 * @param share how many of them belong to one set of a mix, at least 1
 * @param inCluster how many such pods the cluster has already
 */
public record Template(String name, PodSpec pod, String scheduler, int share, int inCluster) {}
