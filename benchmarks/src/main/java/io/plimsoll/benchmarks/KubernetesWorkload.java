package io.plimsoll.benchmarks;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, pods that are there before, and pods whose placing is timed, of which several kinds come in turn. Numbers are
 * those of a cluster of full size; another size has a share of everything.
 */
final class KubernetesWorkload {

    /** Something that happens again and again while pods are placed. */
    interface Event {

        /** It happens for the time with this number, from 0 on. */
        void happen(KubernetesScene scene, int time);
    }

    /** So many nodes, each made from its number. */
    record Nodes(int count, IntFunction<NodeSpec> node) {}

    /** So many pods, of these kinds in turn. */
    record Pods(int count, List<PodSpec> kinds) {}

    final String name;
    final List<Nodes> nodes = new ArrayList<>();
    final List<Pods> before = new ArrayList<>();
    final List<Pods> timed = new ArrayList<>();
    ClusterObjects objects = ClusterObjects.NONE;

    @Nullable
    Pods gated;

    int every = Integer.MAX_VALUE;

    @Nullable
    Event event;

    KubernetesWorkload(String name) {
        this.name = name;
    }

    KubernetesWorkload nodes(int count, IntFunction<NodeSpec> node) {
        nodes.add(new Nodes(count, node));
        return this;
    }

    KubernetesWorkload objects(ClusterObjects known) {
        objects = known;
        return this;
    }

    KubernetesWorkload before(int count, PodSpec... kinds) {
        before.add(new Pods(count, List.of(kinds)));
        return this;
    }

    KubernetesWorkload timed(int count, PodSpec... kinds) {
        timed.add(new Pods(count, List.of(kinds)));
        return this;
    }

    /** Pods behind scheduling gates; those to be timed come out of the same queue. */
    KubernetesWorkload gated(int count, PodSpec kind) {
        gated = new Pods(count, List.of(kind));
        return this;
    }

    KubernetesWorkload meanwhile(int pods, Event happening) {
        every = pods;
        event = happening;
        return this;
    }
}
