/** The cluster as it is now, kept by one thread, and the answers to kube-scheduler's questions. */
@NullMarked
package io.plimsoll.extender.live;

import org.jspecify.annotations.NullMarked;
