/** What kube-scheduler sends and reads: bytes to names and pods, and back. Hot path. */
@NullMarked
package io.plimsoll.extender.wire;

import org.jspecify.annotations.NullMarked;
