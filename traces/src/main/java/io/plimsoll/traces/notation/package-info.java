/**
 * How quantities, times and rates are written, by people and in files: one notation for all inputs.
 */
@NullMarked
package io.plimsoll.traces.notation;

import org.jspecify.annotations.NullMarked;
