package io.plimsoll.simulator.record;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;

/**
 * Sees a run as it happens. Calls come from one thread, in the order in which things happen, after the change they tell
 * of; what happens between two calls of {@link #timePassed} happens at the same virtual time. An observer may look at the
 * cluster and must not change it. Every method does nothing unless overridden.
 */
public interface RunObserver {

    /** Looks away. */
    RunObserver NONE = new RunObserver() {};

    /** The run begins at time 0, with an empty cluster; the first nodes are added next. */
    default void started(Cluster cluster, Scheduler scheduler) {}

    /** Of the schedulers of one cluster, another one makes the decisions that follow. */
    default void schedulerChanged(Scheduler scheduler) {}

    /** Virtual time moves on, never back: up to this time, everything stays as it is now. In milliseconds. */
    default void timePassed(long timeMillis) {}

    /** A node came to this slot. */
    default void nodeAdded(int node) {}

    /** The node in this slot got another description. */
    default void nodeChanged(int node, NodeSpec before) {}

    /** The node in this slot left; its pods were evicted before. */
    default void nodeRemoved(int node, NodeSpec before) {}

    /** A pod arrived; what becomes of it is told next. */
    default void podArrived(int pod) {}

    /**
     * A pod was put on a node.
     *
     * @param waitMillis how long it had waited since it arrived or lost its node
     * @param again whether it was on a node before
     */
    default void podPlaced(int pod, long waitMillis, boolean again) {}

    /** The pod that just arrived waits for its first attempt. */
    default void podQueued(int pod) {}

    /** The first attempt to place the pod failed: it fits nowhere, and waits, or goes on waiting. */
    default void podWaits(int pod) {}

    /** The pod fits nowhere and is given up; it is forgotten after this call. */
    default void podDropped(int pod) {}

    /**
     * The pod lost its place on a node and waits again.
     *
     * @param lostMillis how long it ran there for nothing
     */
    default void podEvicted(int pod, int node, EvictionCause cause, long lostMillis) {}

    /**
     * A pod fits nowhere, and takes the place of others, of which is told next.
     *
     * @param victims how many there are
     * @param overBudget how many of them a disruption budget does not allow to be moved
     */
    default void podPreempts(int pod, int victims, int overBudget) {}

    /**
     * The pod that was evicted last had to go for another one.
     *
     * @param owner of the pod that went; empty when it has none
     * @param lostMillis how long it ran for nothing
     */
    default void podPreempted(int pod, String owner, int preemptor, long lostMillis) {}

    /**
     * Room is kept from now on for a pod group that has waited for longer than its patience.
     *
     * @param pods how many of its pods wait
     */
    default void groupTurn(int pods) {}

    /**
     * The pod group for which room was kept did not get its places in time: the room is anybody's, and its patience begins anew.
     *
     * @param pods how many of its pods wait
     */
    default void groupTimedOut(int pods) {}

    /**
     * The pod is gone with its node; it is forgotten after this call.
     *
     * @param fate what is said of it, not {@link OnNodeLoss#RESUBMIT}
     * @param lostMillis how long it ran there for nothing
     */
    default void podGone(int pod, int node, OnNodeLoss fate, long lostMillis) {}

    /** The pod ran to its end and is off its node; it is forgotten after this call. */
    default void podFinished(int pod, int node) {}
}
