/**
 * Published instances of vector bin packing, and how close to their known optima the planner comes.
 */
@NullMarked
package io.plimsoll.planner.vbp;

import org.jspecify.annotations.NullMarked;
