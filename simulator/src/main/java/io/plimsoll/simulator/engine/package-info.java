/**
 * Virtual time: the event queue and the life of a cluster and its pods.
 */
@NullMarked
package io.plimsoll.simulator.engine;

import org.jspecify.annotations.NullMarked;
