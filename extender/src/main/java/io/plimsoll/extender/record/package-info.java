/** What the live service saw and decided, in files, and the same again from them. */
@NullMarked
package io.plimsoll.extender.record;

import org.jspecify.annotations.NullMarked;
