/** Which failures a cluster can take with all its pods placed again, who would wait, and what would have to be added. */
@NullMarked
package io.plimsoll.planner.survive;

import org.jspecify.annotations.NullMarked;
