/**
 * Which nodes may be bought: shapes with prices, zones and limits, from files of several forms.
 */
@NullMarked
package io.plimsoll.planner.catalogue;

import org.jspecify.annotations.NullMarked;
