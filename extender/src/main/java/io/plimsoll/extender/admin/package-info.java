/** Questions about the live cluster that nobody waits for to schedule a pod, at a port of their own. */
@NullMarked
package io.plimsoll.extender.admin;

import org.jspecify.annotations.NullMarked;
