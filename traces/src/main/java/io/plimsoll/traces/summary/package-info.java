/**
 * What a trace holds, in figures.
 */
@NullMarked
package io.plimsoll.traces.summary;

import org.jspecify.annotations.NullMarked;
