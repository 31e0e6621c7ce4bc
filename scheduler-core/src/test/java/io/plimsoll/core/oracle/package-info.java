/**
 * A second opinion: decisions computed by brute force from the model objects alone, written for clarity. Shares no code
 * with the state, the engine and the policies it judges.
 */
@NullMarked
package io.plimsoll.core.oracle;

import org.jspecify.annotations.NullMarked;
