/** What the tests of this module share. */
@NullMarked
package io.plimsoll.traces;

import org.jspecify.annotations.NullMarked;
