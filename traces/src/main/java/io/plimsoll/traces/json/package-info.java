/**
 * JSON documents that people write by hand: read strictly, and every problem told with its place.
 */
@NullMarked
package io.plimsoll.traces.json;

import org.jspecify.annotations.NullMarked;
