/**
 * The fragmentation study ("Beware of Fragmentation", USENIX ATC'23), reproduced cell by cell: its random numbers, its
 * protocol, its tables, and the verdict on how far ours are from the published ones.
 */
@NullMarked
package io.plimsoll.simulator.fgd;

import org.jspecify.annotations.NullMarked;
