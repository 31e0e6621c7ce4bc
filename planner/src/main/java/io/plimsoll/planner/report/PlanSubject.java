package io.plimsoll.planner.report;

import io.plimsoll.planner.cluster.PlanCluster;

/**
 * What was asked.
 *
 * @param question the question in a word, as the command has it: {@code headroom}
 * @param cluster the cluster that was asked about
 * @param rules by which rules pods are placed
 * @param seed of all that is random
 */
public record PlanSubject(String question, PlanCluster cluster, String rules, long seed) {}
