/**
 * The cheapest nodes for a set of workloads, and a cost that no choice of nodes can beat.
 */
@NullMarked
package io.plimsoll.planner.size;

import org.jspecify.annotations.NullMarked;
