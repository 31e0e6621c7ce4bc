package io.plimsoll.benchmarks;

import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Preemption;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.util.Arrays;
import java.util.List;

/** A cluster with kube-scheduler's default profile in which a workload happens. */
final class KubernetesScene {

    private static final int FIRST = 2;

    final Cluster cluster = new Cluster();
    final Scheduler scheduler;

    private final Preemption preemption;
    private final KubernetesWorkload workload;
    private final double share;
    private final boolean compared;
    private int[] waiting = new int[0];
    private int first;
    private int placed;

    /**
     * The cluster before anything is timed.
     *
     * @param share how much there is of everything
     * @param compared whether each decision is compared with what every rule says of every node
     */
    KubernetesScene(KubernetesWorkload workload, double share, boolean compared) {
        this.workload = workload;
        this.share = share;
        this.compared = compared;
        scheduler = new Scheduler(
                cluster, CoreProfile.of(SchedulerConfig.byDefault().profiles().get(0)), 1);
        preemption = new Preemption(scheduler);
        cluster.setObjects(workload.objects);
        int number = 0;
        for (KubernetesWorkload.Nodes some : workload.nodes) {
            for (int i = 0; i < scaled(some.count()); i++) {
                cluster.addNode(some.node().apply(number++));
            }
        }
        for (KubernetesWorkload.Pods some : workload.before) {
            for (int pod : arrive(some)) {
                place(pod);
            }
        }
        for (KubernetesWorkload.Pods some : workload.timed) {
            first += Math.min(scaled(some.count()), FIRST * some.kinds().size());
            int[] more = arrive(some);
            waiting = Arrays.copyOf(waiting, waiting.length + more.length);
            System.arraycopy(more, 0, waiting, waiting.length - more.length, more.length);
        }
    }

    /** How many of the pods are the first of their kinds: a class that is seen for the first and second time costs more. */
    int first() {
        return first;
    }

    /** A count of the workload in this scene. */
    int scaled(int count) {
        return Math.max(1, (int) Math.round(count * share));
    }

    /** Number of pods, the first of their kinds among them. */
    int pods() {
        return waiting.length;
    }

    /** How many of them were placed. */
    int placed() {
        return placed;
    }

    /** Places the pods from one number to another; what happens meanwhile happens. */
    void run(int from, int to) {
        for (int i = from; i < to; i++) {
            if (i % workload.every == workload.every - 1 && workload.event != null) {
                workload.event.happen(this, i / workload.every);
            }
            placed += place(waiting[i]) ? 1 : 0;
        }
    }

    /** Has pods leave their nodes and be placed again, one after the other, so many times. */
    void placeAgain(int times) {
        for (int i = 0; i < times; i++) {
            int pod = waiting[i % waiting.length];
            if (cluster.pods().node(pod) >= 0) {
                cluster.unbind(pod);
            }
            place(pod);
        }
    }

    /** Decides about a pod, and binds it if it fits. */
    boolean place(int pod) {
        return compared ? placeAndCompare(pod) : scheduler.schedule(pod) >= 0;
    }

    private boolean placeAndCompare(int pod) {
        int expected = bestByRules(pod);
        int node = scheduler.schedule(pod);
        if (node != expected) {
            throw new IllegalStateException("The node (slot %d) of pod %d in workload (%s) must be that in slot %d.%n"
                            .formatted(node, pod, workload.name, expected)
                    + "Maybe an index is out of date: this is a defect of Plimsoll, please report it.");
        }
        return node >= 0;
    }

    /** The node where every rule passes and the scores make the largest sum, by what each rule says of each node. */
    int bestByRules(int pod) {
        int best = Scheduler.UNSCHEDULABLE;
        long most = -1;
        for (NodeReport node : scheduler.explain(pod).nodes()) {
            if (node.feasible() && node.total() > most) {
                most = node.total();
                best = cluster.nodes().find(node.node());
            }
        }
        return best;
    }

    private int[] arrive(KubernetesWorkload.Pods some) {
        List<PodTemplate> templates =
                some.kinds().stream().map(cluster::template).toList();
        int[] pods = new int[scaled(some.count())];
        for (int i = 0; i < pods.length; i++) {
            PodTemplate template = templates.get(i % templates.size());
            pods[i] = cluster.addPod(template, template.spec().name());
        }
        return pods;
    }

    /** A pod of a kind comes. */
    int arrive(PodSpec kind) {
        return cluster.addPod(kind);
    }

    /** A pod is placed, other pods leaving for it if they must. */
    void placeOrPreempt(int pod) {
        if (!place(pod) && preemption.find(pod) >= 0) {
            int[] victims = preemption.victims();
            preemption.nominate(pod);
            for (int victim : victims) {
                cluster.removePod(victim);
            }
            if (!place(pod)) {
                throw new IllegalStateException(
                        "The pod that preempts in workload (%s) must fit.%n".formatted(workload.name)
                                + "Maybe its victims were too few: this is a defect of Plimsoll, please report it.");
            }
        }
    }
}
