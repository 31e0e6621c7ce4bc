package io.plimsoll.core.policy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.Cluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A small cluster in which one rule at a time is asked. Memory is in GiB. */
final class Scene {

    static final long GIB = 1L << 30;
    static final String MODEL = "V100";

    final Cluster cluster = new Cluster();
    private int pods;

    /** A node with these devices, all whole. */
    int node(long cpuMilli, long memoryGib, String... models) {
        List<DeviceSpec> devices = new ArrayList<>();
        for (String model : models) {
            devices.add(DeviceSpec.whole(model));
        }
        String name = "node-" + cluster.nodes().count();
        return cluster.addNode(NodeSpec.of(name, Resources.allocatable(cpuMilli, memoryGib * GIB, 110))
                .withDevices(devices));
    }

    /** That many devices of one model. */
    static String[] devices(int count) {
        String[] models = new String[count];
        Arrays.fill(models, MODEL);
        return models;
    }

    static PodSpec pod(long cpuMilli, long memoryGib) {
        return PodSpec.named("pod").withRequests(Resources.request(cpuMilli, memoryGib * GIB));
    }

    static PodSpec share(long cpuMilli, int milli, String... models) {
        return pod(cpuMilli, 0).withDevices(DeviceRequest.share(milli, Set.of(models)));
    }

    static PodSpec whole(long cpuMilli, int count, String... models) {
        return pod(cpuMilli, 0).withDevices(DeviceRequest.whole(count, Set.of(models)));
    }

    /** Puts a pod on a node and the given devices, whether it fits or not. */
    int put(PodSpec pod, int node, int... devices) {
        long bits = 0;
        for (int device : devices) {
            bits |= 1L << device;
        }
        int number = cluster.addPod(pod.withName("pod-" + pods++));
        cluster.bind(number, node, bits);
        return number;
    }

    /** The score of a node; 0 when the rule does not concern the pod. */
    long score(Scorer scorer, PodSpec pod, int node) {
        long score = 0;
        for (ScoreRule rule : scorer.prepare(cluster.podClasses().of(pod), new PluginContext(cluster))) {
            score = ((NodeScore) rule).score(node);
        }
        return score;
    }

    /** The devices a choice takes, as bits. */
    long devices(DeviceChoice choice, PodSpec pod, int node, long draw) {
        return choice.prepare(cluster.podClasses().of(pod), new PluginContext(cluster))
                .devices(node, draw);
    }
}
