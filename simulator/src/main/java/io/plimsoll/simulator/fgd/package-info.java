/**
 * The published study of fragmentation gradient descent, rebuilt and compared cell by cell.
 */
@NullMarked
package io.plimsoll.simulator.fgd;

import org.jspecify.annotations.NullMarked;
