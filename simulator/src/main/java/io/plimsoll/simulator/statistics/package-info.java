/** Statistics for comparing runs: pure functions of numbers, the same bits on every JDK. */
@NullMarked
package io.plimsoll.simulator.statistics;

import org.jspecify.annotations.NullMarked;
