/**
 * A workload as events in time.
 */
@NullMarked
package io.plimsoll.traces.event;

import org.jspecify.annotations.NullMarked;
