package io.plimsoll.core.engine;

import com.sun.management.ThreadMXBean;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.ScoredRequests;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Taint.Effect;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A full cluster in which pods of one kind come and go, and what that allocates. */
final class Churn {

    private static final int NODES = 300;
    private static final int PODS = 600;
    private static final int DECISIONS = 20_000;
    private static final int ROUNDS = 4;

    private final Cluster cluster = new Cluster();
    private final Scheduler scheduler;
    private final int[] pods = new int[PODS];
    private int at;

    private Churn(String kind, String policy) {
        PodSpec pod = pod(kind);
        for (int node = 0; node < NODES; node++) {
            cluster.addNode(node(node, kind));
        }
        PolicyContext context = PolicyContext.of(List.of(node(0, kind)), Collections.nCopies(10, pod));
        Profile profile = policy.equals("kube-scheduler")
                ? KubeProfile.singleNodeRules()
                : Policies.load().profile(policy, context);
        scheduler = new Scheduler(cluster, profile, 1);
        for (int i = 0; i < PODS; i++) {
            pods[i] = cluster.addPod(pod.withName("p" + i));
            scheduler.schedule(pods[i]);
        }
    }

    /** Bytes allocated per decision, each with the pod's departure before it, after a time to settle. */
    static double bytesPerDecision(String kind, String policy) {
        Churn churn = new Churn(kind, policy);
        long bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            bytes = churn.round();
        }
        return (double) bytes / DECISIONS;
    }

    private long round() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < DECISIONS; i++) {
            int pod = pods[at];
            at = (at + 7) % PODS;
            if (cluster.pods().node(pod) >= 0) {
                cluster.unbind(pod);
            }
            scheduler.schedule(pod);
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static PodSpec pod(String kind) {
        PodSpec plain =
                PodSpec.named("pod").withLabels(Map.of("app", "a")).withRequests(Resources.request(1000, 1L << 30));
        LabelSelector own = LabelSelector.of(Map.of("app", "a"));
        return switch (kind) {
            case "spread" -> plain.withSpread(List.of(new SpreadConstraint("zone", 1, own)));
            case "spread over two keys" ->
                plain.withSpread(List.of(new SpreadConstraint("zone", 2, own), new SpreadConstraint("host", 4, own)));
            case "preferring" ->
                plain.withPreferred(List.of(new PreferredLabels(5, LabelSelector.of(Map.of("disk", "ssd")))));
            case "tolerating" ->
                plain.withRules(PodRules.NONE
                        .withTolerations(List.of(new Toleration("a", true, "", null)))
                        .withImages(List.of("base:1", "web:1"))
                        .withHostPorts(List.of(new HostPort(HostPort.ANY_IP, "TCP", 80)))
                        .withScored(new ScoredRequests(plain.requests(), 1100, 2L << 30)));
            case "sharing" -> plain.withDevices(DeviceRequest.share(300, Set.of()));
            case "whole" -> plain.withDevices(DeviceRequest.whole(2, Set.of()));
            default -> plain;
        };
    }

    private static NodeSpec node(int number, String kind) {
        return NodeSpec.of("n" + number, Resources.allocatable(8000, 64L << 30, 110))
                .withLabels(
                        Map.of("zone", "z" + number % 3, "host", "h" + number, "disk", number % 4 == 0 ? "ssd" : "hdd"))
                .withTaints(List.of(new Taint(number % 5 == 0 ? "a" : "b", "", Effect.PREFER_NO_SCHEDULE)))
                .withImages(Map.of("base:1", (1L + number % 2) << 28))
                .withDevices(Collections.nCopies(kind.equals("plain on bare nodes") ? 0 : 4, DeviceSpec.whole("V100")));
    }
}
