/**
 * Plimsoll's own trace files: columns in checksummed blocks, described in {@code docs/trace-format.md}.
 */
@NullMarked
package io.plimsoll.traces.columnar;

import org.jspecify.annotations.NullMarked;
