/** What the tests of this module share. */
@NullMarked
package io.plimsoll.planner;

import org.jspecify.annotations.NullMarked;
