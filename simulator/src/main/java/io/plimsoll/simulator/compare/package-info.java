/**
 * Compares policies over the same workloads: a matrix of runs, the differences that it shows and how sure one can be of
 * them, and the files for readers.
 */
@NullMarked
package io.plimsoll.simulator.compare;

import org.jspecify.annotations.NullMarked;
