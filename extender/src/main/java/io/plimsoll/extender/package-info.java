/** The live service as a program of its own, which is what the container image runs. */
@NullMarked
package io.plimsoll.extender;

import org.jspecify.annotations.NullMarked;
