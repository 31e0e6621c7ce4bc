/**
 * What a trace is like, in numbers.
 */
@NullMarked
package io.plimsoll.traces.summary;

import org.jspecify.annotations.NullMarked;
