package io.plimsoll.kubernetes.vector;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.model.NodeConverter;
import io.plimsoll.kubernetes.model.ObjectsConverter;
import io.plimsoll.kubernetes.model.PodConverter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random workloads scheduled pod by pod, by kube-scheduler's own plugins in another process and by one cluster of the core
 * that remembers everything from pod to pod. At every step both must find the same nodes feasible with the same totals,
 * and the core's fast path must choose one of the best; kube-scheduler's choice among those, drawn by the seed, is
 * adopted.
 */
public final class WholeSchedules {

    private final JsonMapper mapper = new JsonMapper();
    private final VectorFiles files = new VectorFiles();
    private final KubeScheduler scheduler;
    private int steps;
    private int placed;
    private int refused;

    private WholeSchedules(KubeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * What came of the workloads.
     *
     * @param steps pods that both were asked about
     * @param placed how many of them were placed
     * @param refused how many kube-scheduler answered with an error, which the core has no word for
     * @param difference where both differ, with the question that shows it; null when they do not
     */
    public record Outcome(
            int steps, int placed, int refused, @Nullable String difference) {}

    /**
     * Schedules workloads until a step differs.
     *
     * @param program the program of {@code e2e/conformance}
     * @param seed decides the workloads
     * @param workloads how many
     * @param pods how many pods each has
     * @throws IOException when the program cannot be started or ends
     */
    public static Outcome run(Path program, long seed, int workloads, int pods) throws IOException {
        try (KubeScheduler scheduler = new KubeScheduler(program)) {
            WholeSchedules all = new WholeSchedules(scheduler);
            @Nullable String difference = null;
            for (int i = 0; i < workloads && difference == null; i++) {
                difference = all.workload(new RandomCases(seed).workload(i, pods), new RandomJson(seed + i));
            }
            return new Outcome(all.steps, all.placed, all.refused, difference);
        }
    }

    private @Nullable String workload(RandomCases.Workload workload, RandomJson choices) throws IOException {
        Map<String, Object> question = workload.question();
        List<Map<String, Object>> bound = new ArrayList<>();
        question.put("pods", bound);
        @Nullable Side core = null;
        for (Map<String, Object> pod : workload.pods()) {
            question.put("pod", pod);
            String asked = mapper.writeValueAsString(question);
            JsonNode said = mapper.readTree(scheduler.ask(asked));
            if (said.has("error")) {
                refused++;
                continue;
            }
            if (core == null) {
                core = new Side(parse(asked, said));
            }
            steps++;
            Answer answer = new Answer(said);
            PodSpec spec = PodConverter.waiting(mapper.convertValue(pod, Pod.class));
            @Nullable String difference = core.difference(spec, answer);
            if (difference != null) {
                return "after %d pods: %s%n%s".formatted(bound.size(), difference, asked);
            }
            SortedSet<String> best = answer.best();
            if (!best.isEmpty()) {
                String node = new ArrayList<>(best).get(choices.below(best.size()));
                core.bind(spec, node);
                RandomJson.part(pod, "spec").put("nodeName", node);
                bound.add(pod);
                placed++;
            }
        }
        return null;
    }

    private VectorCase parse(String question, JsonNode answer) {
        try {
            return files.parse(question, mapper.writeValueAsString(answer));
        } catch (InputException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The core's side: one cluster and one scheduler for a whole workload. */
    private static final class Side {

        private final Cluster cluster = new Cluster();
        private final Scheduler scheduler;

        Side(VectorCase first) {
            cluster.setObjects(ObjectsConverter.convert(first.objects()));
            first.nodes().forEach(node -> cluster.addNode(NodeConverter.convert(node)));
            scheduler = new Scheduler(cluster, CoreProfile.of(first.profile()), 1);
        }

        void bind(PodSpec pod, String node) {
            cluster.bind(cluster.addPod(pod.withNodeName(null)), cluster.nodes().find(node), 0);
        }

        @Nullable
        String difference(PodSpec pod, Answer answer) {
            Explanation explanation = scheduler.explain(pod);
            for (NodeReport report : explanation.nodes()) {
                String node = report.node();
                if (report.feasible() != answer.feasible(node) || report.total() != answer.total(node)) {
                    return "node %s: expected %s with total %d, but was %s with total %d"
                            .formatted(
                                    node,
                                    answer.feasible(node) ? "feasible" : "infeasible",
                                    answer.total(node),
                                    report.feasible() ? "feasible" : "infeasible",
                                    report.total());
                }
            }
            int chosen = scheduler.decide(cluster.decidedClass(pod));
            String name =
                    chosen == Scheduler.UNSCHEDULABLE ? "" : cluster.nodes().name(chosen);
            boolean right =
                    answer.best().isEmpty() ? name.isEmpty() : answer.best().contains(name);
            return right ? null : "chosen: expected one of %s, but was %s".formatted(answer.best(), name);
        }
    }
}
