/** A cluster as its objects describe it: which pods are on nodes, which wait, and what a scheduler would say of them. */
@NullMarked
package io.plimsoll.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
