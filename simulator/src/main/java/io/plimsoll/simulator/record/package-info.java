/**
 * What a run leaves behind: series, histograms, the decision log and the result.
 */
@NullMarked
package io.plimsoll.simulator.record;

import org.jspecify.annotations.NullMarked;
