package io.plimsoll.extender.admin;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import io.plimsoll.extender.record.Replica;
import io.plimsoll.extender.record.Replica.Kept;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.model.PodConverter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What would be decided about one pod now, with what every rule says of the nodes. Run by the follower. */
final class PodAnswer {

    /** Those that fit first, the best of them first. */
    private static final Comparator<NodeReport> BEST_FIRST =
            Comparator.comparingLong(NodeReport::total).reversed();

    private PodAnswer() {}

    /**
     * The answer; null when no such pod is known. A pod that is on a node, or held there, is asked about as if it were not.
     *
     * @param nodes how many nodes are told about at most
     */
    static @Nullable ObjectNode of(
            Replica replica, Map<String, Scheduler> schedulers, String namespace, String name, int nodes) {
        @Nullable Kept kept = replica.find(namespace, name);
        if (kept == null) {
            return null;
        }
        Pod pod = kept.object();
        String schedulerName = SchedulerConfig.schedulerOf(pod.getSpec().getSchedulerName());
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        answer.put("namespace", namespace);
        answer.put("name", name);
        answer.put("uid", kept.uid());
        answer.put("scheduler", schedulerName);
        answer.put("node", kept.node());
        answer.put("held", kept.held());
        @Nullable Scheduler scheduler = schedulers.get(schedulerName);
        if (scheduler == null) {
            answer.put("sentence", "The scheduler " + schedulerName + " is not served.");
            return answer;
        }
        Cluster cluster = replica.live().cluster();
        pod.getSpec().setNodeName(null);
        try (Trial trial = cluster.openTrial()) {
            int number = replica.live().number(kept.uid());
            if (number >= 0) {
                cluster.removePod(number);
            }
            write(scheduler.explain(PodConverter.waiting(pod)), nodes, answer);
        }
        return answer;
    }

    private static void write(Explanation explanation, int most, ObjectNode answer) {
        answer.put("sentence", explanation.sentence());
        if (explanation.decision() instanceof Decision.Bound bound) {
            answer.put("wouldGoTo", bound.node());
        } else {
            answer.putNull("wouldGoTo");
        }
        List<NodeReport> reports = new ArrayList<>(explanation.nodes());
        reports.sort(BEST_FIRST);
        answer.put("nodesKnown", reports.size());
        ArrayNode nodes = answer.putArray("nodes");
        for (NodeReport report : reports.subList(0, Math.min(most, reports.size()))) {
            ObjectNode node = nodes.addObject();
            node.put("node", report.node());
            node.put("fits", report.feasible());
            ArrayNode objections = node.putArray("objections");
            report.objections().forEach(objection -> {
                ObjectNode one = objections.addObject();
                one.put("filter", objection.filter());
                ArrayNode reasons = one.putArray("reasons");
                objection.reasons().forEach(reasons::add);
                one.put("preemptionMayHelp", objection.resolvable());
            });
            ArrayNode scores = node.putArray("scores");
            report.scores()
                    .forEach(score -> scores.addObject()
                            .put("scorer", score.scorer())
                            .put("score", score.score())
                            .put("weighted", score.weighted()));
            if (report.feasible()) {
                node.put("total", report.total());
            }
        }
    }
}
