/** The rules: one small class each, naming where it comes from, and the registry that finds policies by name. */
@NullMarked
package io.plimsoll.core.policy;

import org.jspecify.annotations.NullMarked;
