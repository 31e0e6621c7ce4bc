package io.plimsoll.simulator.fgd;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.Fragmentation;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;

/**
 * One experiment: the pods of a workload, inflated, arrive one by one on the empty cluster; the scheduler places them or
 * they are dropped; nothing leaves. After every arrival the state is recorded.
 */
final class Experiment {

    /** The inflation of the study: arrived demand as a multiple of the cluster's GPUs. */
    static final double INFLATION = 1.3;

    private static final Policies POLICIES = Policies.load();

    private final StudyCluster nodes;
    private final StudyWorkload workload;
    private final StudyOrder order;
    private final StudyKey key;
    private final Profile profile;

    /** Told of every decision, in order. */
    @FunctionalInterface
    interface Listener {

        /**
         * A pod was placed or dropped.
         *
         * @param cluster the cluster after it
         * @param node the node's slot, or {@link Scheduler#UNSCHEDULABLE}
         * @param devices its devices as bits
         */
        void decided(Cluster cluster, int node, long devices);
    }

    /** The experiment of a key, under the study's policy. */
    Experiment(StudyCluster nodes, StudyWorkload workload, double inflation, StudyKey key) {
        this(nodes, workload, inflation, key, profile(key.policy(), workload));
    }

    /** An experiment under any profile, which must not be used elsewhere. */
    Experiment(StudyCluster nodes, StudyWorkload workload, double inflation, StudyKey key, Profile profile) {
        this.nodes = nodes;
        this.workload = workload;
        this.key = key;
        this.profile = profile;
        order = StudyOrder.draw(workload.byName(), nodes.capacityMilli(), inflation, nodes.nodes(), key.seed());
    }

    /** Runs it. */
    StudyRun run(Listener listener) {
        long start = System.nanoTime();
        Cluster cluster = nodes.build(order);
        Scheduler scheduler = new Scheduler(cluster, profile, key.seed());
        TypicalPods typical = TypicalPods.of(workload.counted(), TypicalPods.STUDY_THRESHOLD);
        Fragmentation fragmentation = new Fragmentation(typical, cluster.deviceModels());
        FragmentationMeter meter = new FragmentationMeter(fragmentation, cluster.nodes());
        CurveRecorder recorder = new CurveRecorder(nodes.gpus());
        PodClass[] classes =
                workload.requests().stream().map(cluster.podClasses()::of).toArray(PodClass[]::new);
        long arrived = 0;
        int unplaced = 0;
        for (int arrival = 0; arrival < order.arrivals(); arrival++) {
            int pod = order.pod(arrival);
            arrived += workload.byName().get(pod).totalGpuMilli();
            int request = workload.request(pod);
            int node = scheduler.decide(classes[request]);
            if (node == Scheduler.UNSCHEDULABLE) {
                unplaced++;
            } else {
                PodSpec spec = workload.requests().get(request);
                cluster.bind(cluster.addPod(spec), node, scheduler.devices());
                meter.changed(node);
            }
            long used = cluster.totals().deviceUsedMilli();
            recorder.record(arrived, used, meter.total(), (double) (nodes.capacityMilli() - used));
            listener.decided(cluster, node, scheduler.devices());
        }
        return new StudyRun(key, recorder.curves(), order.arrivals(), unplaced, System.nanoTime() - start);
    }

    private static Profile profile(StudyPolicy policy, StudyWorkload workload) {
        PolicyContext context = new PolicyContext(ReferenceCapacity.DEFAULT, workload.counted());
        return POLICIES.profile(policy.coreName(), context);
    }
}
