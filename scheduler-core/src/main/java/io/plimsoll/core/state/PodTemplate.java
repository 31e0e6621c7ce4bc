package io.plimsoll.core.state;

import io.plimsoll.core.model.PodSpec;

/**
 * What pods that are equal but for their names have in common in one cluster. Made by {@link Cluster#template}; valid for
 * as long as that cluster.
 *
 * @param spec the pod but for its name, which means nothing
 * @param podClass its class
 * @param labelSet number of its namespace and labels
 */
public record PodTemplate(PodSpec spec, PodClass podClass, int labelSet) {}
