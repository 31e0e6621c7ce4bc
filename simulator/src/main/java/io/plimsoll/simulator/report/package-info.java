/**
 * The report of a run: one offline HTML file.
 */
@NullMarked
package io.plimsoll.simulator.report;

import org.jspecify.annotations.NullMarked;
