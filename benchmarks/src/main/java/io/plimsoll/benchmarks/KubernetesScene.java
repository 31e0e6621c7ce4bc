package io.plimsoll.benchmarks;

import io.plimsoll.core.engine.Backoff;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Preemption;
import io.plimsoll.core.engine.RequeueHints;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.SchedulingQueue;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTemplate;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster with kube-scheduler's default profile in which a workload happens. */
final class KubernetesScene {

    private static final int FIRST = 2;

    final Cluster cluster = new Cluster();
    final Scheduler scheduler;

    private final Preemption preemption;
    private final KubernetesWorkload workload;
    private final double share;
    private final boolean compared;
    private final @Nullable SchedulingQueue queue;
    private int[] earlier = new int[0];
    private int gone;
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
            earlier = arrive(some);
            for (int pod : earlier) {
                place(pod);
            }
        }
        for (KubernetesWorkload.Pods some : workload.timed) {
            first += Math.min(scaled(some.count()), FIRST * some.kinds().size());
            int[] more = arrive(some);
            waiting = Arrays.copyOf(waiting, waiting.length + more.length);
            System.arraycopy(more, 0, waiting, waiting.length - more.length, more.length);
        }
        if (workload.event != null) {
            first = Math.max(first, Math.min(FIRST * workload.every, waiting.length / 2));
        }
        KubernetesWorkload.@Nullable Pods gated = workload.gated;
        queue = gated == null
                ? null
                : new SchedulingQueue(new RequeueHints(cluster, scheduler.profile()), Backoff.KUBERNETES);
        if (queue != null && gated != null) {
            for (int pod : arrive(gated)) {
                queue.add(pod, cluster.decidedClass(pod), 0, true, 0);
            }
            for (int pod : waiting) {
                queue.add(pod, cluster.decidedClass(pod), 0, false, 0);
            }
        }
    }

    /**
     * How many of the pods are the first of their kinds, or come before what happens meanwhile has happened twice: a class that
     * is seen for the first and second time costs more, and so does whoever preempts first.
     */
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
            placed += (queue == null ? place(waiting[i]) : placeNext(queue)) ? 1 : 0;
        }
    }

    private boolean placeNext(SchedulingQueue from) {
        int pod = from.pop(0);
        if (!place(pod)) {
            return false;
        }
        from.done(pod);
        from.happened(new ClusterEvent.PodBound(cluster.pods().spec(pod)), 0);
        return true;
    }

    /** The oldest pod of those that came last before the timed ones is gone, and whoever waits hears of it. */
    void removeEarlier() {
        if (gone < earlier.length) {
            int pod = earlier[gone++];
            PodSpec spec = cluster.pods().spec(pod);
            cluster.removePod(pod);
            if (queue != null) {
                queue.happened(new ClusterEvent.PodGone(spec, true, false), 0);
            }
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
