/**
 * What is wrong with an input, said so that a person can mend it: a
 * {@link io.plimsoll.core.input.InputProblem} names file, place, value and rule, and
 * {@link io.plimsoll.core.input.Problems} collects all of one input. No I/O: the modules that read are above.
 */
@NullMarked
package io.plimsoll.core.input;

import org.jspecify.annotations.NullMarked;
