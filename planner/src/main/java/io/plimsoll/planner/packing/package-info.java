/**
 * Vector bin packing, apart from Kubernetes: items of several sizes each into bins of several types, heuristics that pack
 * them, bounds that no packing can beat.
 */
@NullMarked
package io.plimsoll.planner.packing;

import org.jspecify.annotations.NullMarked;
