/** How many more pods fit into a cluster, what runs out first, and a bound that no placement can beat. */
@NullMarked
package io.plimsoll.planner.headroom;

import org.jspecify.annotations.NullMarked;
