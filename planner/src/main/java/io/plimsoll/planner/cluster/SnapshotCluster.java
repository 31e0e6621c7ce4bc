package io.plimsoll.planner.cluster;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.OwnerReference;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.kubernetes.cluster.BoundPod;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.cluster.PendingPod;
import io.plimsoll.kubernetes.cluster.WorkloadName;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.model.PodConverter;
import io.plimsoll.kubernetes.model.Selectors;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the cluster of a question out of Kubernetes objects, and says what was read, assumed and left out. */
public final class SnapshotCluster {

    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final ClusterSnapshot snapshot;
    private final @Nullable Resources assumed;
    private final int newNodes;
    private final List<PlanPod> pods = new ArrayList<>();
    private final SortedSet<String> owners = new TreeSet<>();
    private final SortedSet<String> silent = new TreeSet<>();
    private final SortedSet<String> strangers = new TreeSet<>();
    private int alone;
    private int silentPods;

    private SnapshotCluster(ClusterSnapshot snapshot, @Nullable Resources assumed, int newNodes) {
        this.snapshot = snapshot;
        this.assumed = assumed;
        this.newNodes = newNodes;
    }

    /**
     * The cluster of a snapshot.
     *
     * @param assumed what pods ask for that ask for neither CPU nor memory; null for nothing
     */
    public static PlanCluster of(String name, ClusterSnapshot snapshot, @Nullable Resources assumed) {
        return of(name, snapshot, assumed, 0);
    }

    /**
     * The same.
     *
     * @param newNodes how many of the nodes do not stand in the input
     */
    static PlanCluster of(String name, ClusterSnapshot snapshot, @Nullable Resources assumed, int newNodes) {
        return new SnapshotCluster(snapshot, assumed, newNodes).cluster(name);
    }

    private PlanCluster cluster(String name) {
        Map<String, Integer> slots = new HashMap<>();
        for (int i = 0; i < snapshot.nodes().size(); i++) {
            slots.put(snapshot.nodes().get(i).name(), i);
        }
        List<BoundPod> byAge = new ArrayList<>(snapshot.bound());
        byAge.sort(Comparator.comparing(
                pod -> pod.object().getMetadata().getCreationTimestamp(),
                Comparator.nullsLast(Comparator.naturalOrder())));
        for (BoundPod pod : byAge) {
            Integer node = slots.get(pod.node());
            if (node != null) {
                PodSpec wanted = PodConverter.waiting(pod.object()).withNodeName(null);
                pods.add(pod(pod.object(), pod.spec(), wanted, scheduler(pod.object()), node));
            }
        }
        for (PendingPod pod : snapshot.pending()) {
            pods.add(pod(pod.object(), pod.spec(), pod.spec(), pod.scheduler(), PlanPod.WAITING));
        }
        List<PodBudget> budgets = new ArrayList<>();
        for (PodDisruptionBudget budget : snapshot.objects().all(PodDisruptionBudget.class)) {
            if (budget.getSpec() != null) {
                budgets.add(budget(budget));
            }
        }
        return new PlanCluster(name, snapshot.nodes(), pods, snapshot.known(), budgets, assumptions());
    }

    private static String scheduler(Pod pod) {
        return SchedulerConfig.schedulerOf(pod.getSpec().getSchedulerName());
    }

    private PlanPod pod(Pod object, PodSpec held, PodSpec wanted, String scheduler, int node) {
        String owner = WorkloadName.of(object).toString();
        owners.add(owner);
        if (asksForNothing(wanted)) {
            silent.add(owner);
            silentPods++;
        }
        if (snapshot.config().profile(scheduler) == null) {
            strangers.add(scheduler);
        }
        @Nullable OwnerReference controller = held.rules().controller();
        @Nullable Map<String, String> annotations = object.getMetadata().getAnnotations();
        boolean mirror = annotations != null && annotations.containsKey(MIRROR);
        boolean daemon = controller != null && controller.kind().equals("DaemonSet");
        alone += controller == null && !mirror ? 1 : 0;
        PlanPod.Fate fate = PlanPod.Fate.PLACED_AGAIN;
        if (mirror || daemon) {
            fate = PlanPod.Fate.WITH_ITS_NODE;
        } else if (held.rules().terminating()) {
            fate = PlanPod.Fate.LEAVING;
        }
        return new PlanPod(filled(held), filled(wanted), scheduler, owner, node, 0, fate);
    }

    private static boolean asksForNothing(PodSpec pod) {
        return pod.requests().cpuMilli() == 0 && pod.requests().memoryBytes() == 0;
    }

    private PodSpec filled(PodSpec pod) {
        if (assumed == null || !asksForNothing(pod)) {
            return pod;
        }
        Resources asks = pod.requests();
        return pod.withRequests(new Resources(
                assumed.cpuMilli(), assumed.memoryBytes(), asks.ephemeralStorageBytes(), 1, asks.scalars()));
    }

    private PodBudget budget(PodDisruptionBudget budget) {
        String namespace = budget.getMetadata().getNamespace();
        LabelSelector selector = Selectors.labels(budget.getSpec().getSelector());
        int expected = 0;
        for (PlanPod pod : pods) {
            boolean meant = pod.wanted().namespace().equals(namespace)
                    && selector.matches(pod.wanted().labels());
            expected += meant && pod.fate() != PlanPod.Fate.LEAVING ? 1 : 0;
        }
        @Nullable IntOrString least = budget.getSpec().getMinAvailable();
        @Nullable IntOrString most = budget.getSpec().getMaxUnavailable();
        int atLeast = least != null ? amount(least, expected) : expected - (most == null ? 0 : amount(most, expected));
        return new PodBudget(
                namespace + "/" + budget.getMetadata().getName(), namespace, selector, "", Math.max(0, atLeast));
    }

    /** A number, or a share of the pods, rounded up as the disruption controller does. */
    private static int amount(IntOrString value, int of) {
        @Nullable Integer number = value.getIntVal();
        if (number != null) {
            return number;
        }
        String percent = value.getStrVal();
        try {
            return (int) ((Long.parseLong(percent.substring(0, percent.length() - 1)) * of + 99) / 100);
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "The number of pods (%s) of a PodDisruptionBudget must be a number or a percentage.%n"
                                    .formatted(percent)
                            + "Maybe 50% was meant.",
                    e);
        }
    }

    private List<Assumption> assumptions() {
        List<Assumption> all = new ArrayList<>();
        int bound = snapshot.bound().size();
        all.add(Assumption.read(Words.counted(snapshot.nodes().size(), "node", "nodes") + ", "
                + (newNodes == 0 ? "" : Words.count(newNodes) + " of them new, ")
                + Words.counted(bound, "pod", "pods") + " on them and "
                + Words.counted(snapshot.pending().size(), "pod", "pods") + " that "
                + (snapshot.pending().size() == 1 ? "waits" : "wait") + " for one, of "
                + Words.counted(owners.size(), "workload", "workloads")
                + ". Pods that workloads lack were made as their controllers would."));
        snapshot.leftOut()
                .forEach((what, count) ->
                        all.add(Assumption.read(Words.counted(count, "pod", "pods") + " left out: " + what + ".")));
        if (silentPods > 0) {
            String taken = assumed == null
                    ? "to ask for nothing but a place among a node's pods"
                    : "to ask for " + Demands.words(PodSpec.named("pod").withRequests(assumed)) + " each";
            all.add(Assumption.defaulted(Words.count(silent.size()) + " of "
                    + Words.counted(owners.size(), "workload", "workloads")
                    + (silent.size() == 1 ? " declares" : " declare")
                    + " no requests for CPU and memory; their "
                    + Words.counted(silentPods, "pod is", "pods are") + " assumed " + taken + "."));
        }
        if (alone > 0) {
            all.add(Assumption.defaulted(Words.counted(alone, "pod has", "pods have")
                    + " no controller; somebody is assumed to make them again when their node is gone."));
        }
        for (String stranger : strangers) {
            all.add(Assumption.defaulted("The scheduler " + stranger
                            + " has no profile here; its pods are placed again by the first profile.")
                    .naming());
        }
        snapshot.config().warnings().forEach(warning -> all.add(Assumption.notModelled(warning)));
        snapshot.objects()
                .warnings()
                .forEach(warning -> all.add(Assumption.notModelled(warning).naming()));
        snapshot.objects()
                .notModelled()
                .forEach((kind, count) ->
                        all.add(Assumption.notModelled(Words.count(count) + " " + kind + ", without effect.")));
        all.add(Assumption.notModelled(
                "Preemption: a pod never drives another one away, whatever its priority; priorities decide who is placed "
                        + "first."));
        return all;
    }
}
