package io.plimsoll.planner.headroom;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.traces.notation.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Why a pod would fit on none of a cluster's nodes even if they were empty, in the smallest terms. */
final class Misfit {

    private final PlanCluster plan;
    private final List<String> reasons = new ArrayList<>();

    private Misfit(PlanCluster plan) {
        this.plan = plan;
    }

    /** A sentence for each resource of which the pod asks for more than the largest node has; none when there is none. */
    static List<String> of(PodSpec pod, PlanCluster plan) {
        Misfit misfit = new Misfit(plan);
        Resources asks = pod.requests();
        misfit.compare("CPUs", asks.cpuMilli(), node -> node.allocatable().cpuMilli(), Quantity::ofMilli);
        misfit.compare(
                "of memory", asks.memoryBytes(), node -> node.allocatable().memoryBytes(), Quantity::ofBytes);
        misfit.compare(
                "of ephemeral storage",
                asks.ephemeralStorageBytes(),
                node -> node.allocatable().ephemeralStorageBytes(),
                Quantity::ofBytes);
        for (Map.Entry<String, Long> scalar : asks.scalars().entrySet()) {
            misfit.compare(
                    scalar.getKey(),
                    scalar.getValue(),
                    node -> node.allocatable().scalars().getOrDefault(scalar.getKey(), 0L),
                    amount -> Long.toString(amount));
        }
        misfit.compare("GPUs", pod.devices().totalMilli(), node -> devices(node, pod), Quantity::ofMilli);
        return misfit.reasons;
    }

    private static long devices(NodeSpec node, PodSpec pod) {
        long milli = 0;
        for (DeviceSpec device : node.devices()) {
            boolean accepted =
                    pod.devices().models().isEmpty() || pod.devices().models().contains(device.model());
            milli += accepted ? device.capacityMilli() : 0;
        }
        return milli;
    }

    private interface Amount {
        long of(NodeSpec node);
    }

    private interface Written {
        String of(long amount);
    }

    private void compare(String what, long asked, Amount offered, Written written) {
        long largest = 0;
        for (NodeSpec node : plan.nodes()) {
            largest = Math.max(largest, offered.of(node));
        }
        if (asked > largest) {
            reasons.add("needs " + written.of(asked) + " " + what + ", the largest node has " + written.of(largest));
        }
    }
}
