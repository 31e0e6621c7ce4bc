/**
 * What is true now, and what would be: the cluster, its tables, counters, change log and trials. One writer; nothing here
 * is safe for use by several threads at once.
 */
@NullMarked
package io.plimsoll.core.state;

import org.jspecify.annotations.NullMarked;
