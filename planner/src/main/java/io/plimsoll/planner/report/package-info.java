/** What every plan leaves behind: plan.json and a report that a reader understands who was not there. */
@NullMarked
package io.plimsoll.planner.report;

import org.jspecify.annotations.NullMarked;
