package io.plimsoll.cli;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.kubernetes.cluster.BoundPod;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.cluster.PendingPod;
import io.plimsoll.kubernetes.cluster.PodYaml;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import io.plimsoll.simulator.engine.PlacementRun;
import io.plimsoll.simulator.record.DecisionLog;
import io.plimsoll.simulator.record.OnUnschedulable;
import io.plimsoll.simulator.record.PolicyInfo;
import io.plimsoll.simulator.record.Recorder;
import io.plimsoll.simulator.record.RunOptions;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.StopReason;
import io.plimsoll.simulator.record.TraceInfo;
import io.plimsoll.traces.event.TraceContents;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Places the pods of a snapshot that wait for a node, as its schedulers would. */
final class ClusterRun {

    /** The name of a template. */
    private static final String ANY = "any";

    private final ClusterSnapshot snapshot;
    private final long seed;
    private final Recorder recorder;
    private final PlacementRun run;
    private final PolicyInfo policy;
    private final int[] pods;

    /** @param sampled whether schedulers look at some nodes only, as their configuration says */
    ClusterRun(ClusterSnapshot snapshot, long seed, boolean sampled, DecisionLog log) {
        this.snapshot = snapshot;
        this.seed = seed;
        Map<PodSpec, Long> templates = templates(snapshot);
        this.recorder = new Recorder(
                contents(snapshot, templates),
                true,
                TypicalPods.of(TypicalPods.counted(templates), TypicalPods.STUDY_THRESHOLD),
                log);
        Map<String, Profile> profiles = new LinkedHashMap<>();
        for (SchedulerProfile profile : snapshot.config().profiles()) {
            profiles.put(profile.schedulerName(), CoreProfile.of(profile));
        }
        this.run = new PlacementRun(snapshot.known(), snapshot.nodes(), profiles, seed, recorder);
        if (sampled) {
            Map<String, Integer> percentages = new LinkedHashMap<>();
            for (SchedulerProfile profile : snapshot.config().profiles()) {
                percentages.put(profile.schedulerName(), snapshot.config().percentageOfNodesToScore(profile));
            }
            run.sample(percentages);
        }
        this.policy = sampled
                ? PolicyInfo.of("kube-scheduler:sampling", "kube-scheduler", Map.of("sampling", "emulated"))
                : PolicyInfo.of("kube-scheduler", "kube-scheduler", Map.of());
        this.pods = new int[snapshot.pending().size()];
    }

    /** Places them all, or as many as fit. */
    RunResult run() {
        for (BoundPod pod : snapshot.bound()) {
            run.bound(pod.spec(), pod.node());
        }
        Set<PodGroup> asked = new HashSet<>();
        for (int i = 0; i < pods.length; i++) {
            PendingPod pod = snapshot.pending().get(i);
            @Nullable PodGroup group = pod.group();
            if (group == null || snapshot.missing(group) <= 0) {
                pods[i] = run.place(pod.spec(), pod.scheduler());
            } else if (asked.add(group)) {
                placeGroup(group, pod.scheduler());
            }
        }
        run.finish();
        TraceInfo info = TraceInfo.of(
                "cluster",
                "kubernetes",
                snapshot.nodes().size(),
                (long) snapshot.bound().size() + pods.length,
                Map.of(),
                List.of());
        return recorder.result(info, policy, seed, new RunOptions(true, 0, OnUnschedulable.QUEUE), StopReason.FINISHED);
    }

    /** All pods of a group that wait ask at the same time; the scheduler of the first one decides about all. */
    private void placeGroup(PodGroup group, String scheduler) {
        List<Integer> members = new ArrayList<>();
        List<PodSpec> specs = new ArrayList<>();
        for (int i = 0; i < pods.length; i++) {
            if (group.equals(snapshot.pending().get(i).group())) {
                members.add(i);
                specs.add(snapshot.pending().get(i).spec());
            }
        }
        int[] numbers = run.placeGroup(group.name(), specs, scheduler, snapshot.missing(group));
        for (int i = 0; i < numbers.length; i++) {
            pods[members.get(i)] = numbers[i];
        }
    }

    /** Which workload's pods went where, and why others wait. */
    String table() {
        PlacementTable table = new PlacementTable();
        Map<List<Object>, String> reasons = new LinkedHashMap<>();
        for (int i = 0; i < pods.length; i++) {
            PendingPod pod = snapshot.pending().get(i);
            String node = run.node(pods[i]);
            int number = pods[i];
            @Nullable PodGroup group = pod.group();
            List<Object> alike = List.of(pod.scheduler(), run.podClass(number), group == null ? "" : group.name());
            String why = node.isEmpty() ? reasons.computeIfAbsent(alike, key -> run.why(number, pod.scheduler())) : "";
            table.add(pod, node, why);
        }
        return table.text();
    }

    /** The pods that were placed, as YAML. */
    void yaml(PrintWriter out) {
        PodYaml yaml = new PodYaml();
        for (int i = 0; i < pods.length; i++) {
            String node = run.node(pods[i]);
            if (!node.isEmpty()) {
                out.print(yaml.document(snapshot.pending().get(i).object(), node));
            }
        }
    }

    private static Map<PodSpec, Long> templates(ClusterSnapshot snapshot) {
        Map<PodSpec, Long> templates = new LinkedHashMap<>();
        snapshot.bound().forEach(pod -> templates.merge(pod.spec().withName(ANY), 1L, Long::sum));
        snapshot.pending().forEach(pod -> templates.merge(pod.spec().withName(ANY), 1L, Long::sum));
        return templates;
    }

    private static TraceContents contents(ClusterSnapshot snapshot, Map<PodSpec, Long> templates) {
        List<TraceContents.Template> counted = new ArrayList<>();
        templates.forEach((pod, count) -> counted.add(new TraceContents.Template(pod, count)));
        long pods = (long) snapshot.bound().size() + snapshot.pending().size();
        return new TraceContents(
                counted,
                snapshot.nodes().stream()
                        .map(node -> new TraceContents.Description(node, 1))
                        .toList(),
                snapshot.nodes().size(),
                pods,
                pods);
    }
}
