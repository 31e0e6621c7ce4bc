/** What the outside world says: immutable records of nodes, pods and what they ask for. */
@NullMarked
package io.plimsoll.core.model;

import org.jspecify.annotations.NullMarked;
