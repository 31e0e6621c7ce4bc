package io.plimsoll.simulator.compare;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.simulator.record.EvictionCause;
import io.plimsoll.simulator.record.OnNodeLoss;
import io.plimsoll.simulator.record.RunObserver;

/** Lets two observers see one run, the first one first. */
record BothObservers(RunObserver first, RunObserver second) implements RunObserver {

    @Override
    public void started(Cluster cluster, Scheduler scheduler) {
        first.started(cluster, scheduler);
        second.started(cluster, scheduler);
    }

    @Override
    public void schedulerChanged(Scheduler scheduler) {
        first.schedulerChanged(scheduler);
        second.schedulerChanged(scheduler);
    }

    @Override
    public void timePassed(long timeMillis) {
        first.timePassed(timeMillis);
        second.timePassed(timeMillis);
    }

    @Override
    public void nodeAdded(int node) {
        first.nodeAdded(node);
        second.nodeAdded(node);
    }

    @Override
    public void nodeChanged(int node, NodeSpec before) {
        first.nodeChanged(node, before);
        second.nodeChanged(node, before);
    }

    @Override
    public void nodeRemoved(int node, NodeSpec before) {
        first.nodeRemoved(node, before);
        second.nodeRemoved(node, before);
    }

    @Override
    public void podArrived(int pod) {
        first.podArrived(pod);
        second.podArrived(pod);
    }

    @Override
    public void podPlaced(int pod, long waitMillis, boolean again) {
        first.podPlaced(pod, waitMillis, again);
        second.podPlaced(pod, waitMillis, again);
    }

    @Override
    public void podWaits(int pod) {
        first.podWaits(pod);
        second.podWaits(pod);
    }

    @Override
    public void podDropped(int pod) {
        first.podDropped(pod);
        second.podDropped(pod);
    }

    @Override
    public void podQueued(int pod) {
        first.podQueued(pod);
        second.podQueued(pod);
    }

    @Override
    public void podEvicted(int pod, int node, EvictionCause cause, long lostMillis) {
        first.podEvicted(pod, node, cause, lostMillis);
        second.podEvicted(pod, node, cause, lostMillis);
    }

    @Override
    public void podPreempts(int pod, int victims, int overBudget) {
        first.podPreempts(pod, victims, overBudget);
        second.podPreempts(pod, victims, overBudget);
    }

    @Override
    public void groupTurn(int pods) {
        first.groupTurn(pods);
        second.groupTurn(pods);
    }

    @Override
    public void groupTimedOut(int pods) {
        first.groupTimedOut(pods);
        second.groupTimedOut(pods);
    }

    @Override
    public void podPreempted(int pod, String owner, int preemptor, long lostMillis) {
        first.podPreempted(pod, owner, preemptor, lostMillis);
        second.podPreempted(pod, owner, preemptor, lostMillis);
    }

    @Override
    public void podGone(int pod, int node, OnNodeLoss fate, long lostMillis) {
        first.podGone(pod, node, fate, lostMillis);
        second.podGone(pod, node, fate, lostMillis);
    }

    @Override
    public void podFinished(int pod, int node) {
        first.podFinished(pod, node);
        second.podFinished(pod, node);
    }
}
