/** How few of a cluster's nodes still hold its pods, policy by policy: Borg's cell compaction. */
@NullMarked
package io.plimsoll.planner.compact;

import org.jspecify.annotations.NullMarked;
