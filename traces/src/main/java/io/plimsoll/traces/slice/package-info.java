/**
 * Parts of traces.
 */
@NullMarked
package io.plimsoll.traces.slice;

import org.jspecify.annotations.NullMarked;
