/**
 * A workload as events in time, and the problems found while reading one.
 */
@NullMarked
package io.plimsoll.traces.event;

import org.jspecify.annotations.NullMarked;
