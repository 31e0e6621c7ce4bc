/**
 * What would help: the smallest single changes after which a pod that fits nowhere would have a place, each tried out in a
 * {@link io.plimsoll.core.state.Trial} before it is named.
 */
@NullMarked
package io.plimsoll.core.remedy;

import org.jspecify.annotations.NullMarked;
