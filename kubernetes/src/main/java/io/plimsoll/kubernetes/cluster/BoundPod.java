package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodSpec;

/**
 * A pod that is on a node.
 *
 * @param object the pod
 * @param spec the same as the core knows it
 * @param node the node's name
 */
public record BoundPod(Pod object, PodSpec spec, String node) {}
