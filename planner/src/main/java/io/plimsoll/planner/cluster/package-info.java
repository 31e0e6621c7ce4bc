/** The cluster that a question is about, its rules, and copies of it to try things on. */
@NullMarked
package io.plimsoll.planner.cluster;

import org.jspecify.annotations.NullMarked;
