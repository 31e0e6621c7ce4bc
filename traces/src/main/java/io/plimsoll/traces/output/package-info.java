/**
 * Files that appear complete or not at all.
 */
@NullMarked
package io.plimsoll.traces.output;

import org.jspecify.annotations.NullMarked;
