/** What the tests of this module share. */
@NullMarked
package io.plimsoll.simulator;

import org.jspecify.annotations.NullMarked;
