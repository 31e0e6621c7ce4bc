/** What the API server tells, as events of the core's model. */
@NullMarked
package io.plimsoll.extender.watch;

import org.jspecify.annotations.NullMarked;
