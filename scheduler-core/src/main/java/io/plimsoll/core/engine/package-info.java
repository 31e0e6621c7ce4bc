/**
 * Decides where a pod goes under a profile, and explains it.
 */
@NullMarked
package io.plimsoll.core.engine;

import org.jspecify.annotations.NullMarked;
