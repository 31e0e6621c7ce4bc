/**
 * One reader per trace format.
 */
@NullMarked
package io.plimsoll.traces.format;

import org.jspecify.annotations.NullMarked;
