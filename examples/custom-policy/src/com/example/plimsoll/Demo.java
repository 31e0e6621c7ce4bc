package com.example.plimsoll;

import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;

/** Places six pods on three nodes by the policy that is named on the command line. */
public final class Demo {

    private static final long GIB = 1L << 30;

    private Demo() {}

    public static void main(String[] args) {
        String policy = args.length == 0 ? "fewest-pods" : args[0];
        Cluster cluster = new Cluster();
        for (int i = 1; i <= 3; i++) {
            cluster.addNode(NodeSpec.of("node-" + i, Resources.allocatable(4000 * i, 16 * GIB, 110)));
        }
        Scheduler scheduler =
                new Scheduler(cluster, Policies.load().profile(policy, PolicyContext.UNKNOWN), /* seed */ 1);
        for (int i = 1; i <= 6; i++) {
            int pod = cluster.addPod(PodSpec.named("pod-" + i).withRequests(Resources.request(1000, GIB)));
            int node = scheduler.schedule(pod);
            System.out.println("pod-" + i + " -> "
                    + (node == Scheduler.UNSCHEDULABLE
                            ? "nowhere"
                            : cluster.nodes().name(node)));
        }
    }
}
