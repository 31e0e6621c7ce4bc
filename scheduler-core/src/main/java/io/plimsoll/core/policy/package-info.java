/**
 * One class per rule, each naming its origin.
 */
@NullMarked
package io.plimsoll.core.policy;

import org.jspecify.annotations.NullMarked;
