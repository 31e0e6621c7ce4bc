package io.plimsoll.kubernetes.vector;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Explanation.Objection;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeShortlist;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Refusal;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.NodeConverter;
import io.plimsoll.kubernetes.model.ObjectsConverter;
import io.plimsoll.kubernetes.model.PodConverter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Answers a case by the core, through explanations, and compares every field. */
final class VectorCheck {

    /** Plugins that cannot skip a pod: of these the core leaves out what could refuse nothing. */
    private static final Set<String> NEVER_SKIPPED =
            Set.of("NodeUnschedulable", "NodeName", "TaintToleration", "NodeResourcesFit");

    /** What looks after devices that are asked for by resource claims. */
    static final String NOT_MODELLED = "DynamicResources";

    private final VectorCase vector;
    private final Answer answer;
    private final Cluster cluster = new Cluster();
    private final PodSpec pod;
    private final int number;
    private final Profile profile;
    private final Scheduler scheduler;
    private final Explanation explanation;
    private final List<Difference> differences = new ArrayList<>();
    private final Set<String> compared = new TreeSet<>();

    VectorCheck(VectorCase vector) {
        this.vector = vector;
        this.answer = vector.answer();
        cluster.setObjects(ObjectsConverter.convert(vector.objects()));
        cluster.setBudgets(Disruptions.budgets(vector.objects()));
        Map<String, Integer> slots = new HashMap<>();
        for (Node node : vector.nodes()) {
            slots.put(node.getMetadata().getName(), cluster.addNode(NodeConverter.convert(node)));
        }
        for (Pod bound : vector.pods()) {
            @Nullable Integer slot = slots.get(bound.getSpec().getNodeName());
            if (slot != null) {
                int number = cluster.addPod(PodConverter.bound(bound));
                cluster.bind(number, slot, 0);
                cluster.setStart(number, Disruptions.startMillis(bound));
            }
        }
        pod = PodConverter.waiting(vector.pod());
        profile = CoreProfile.of(vector.profile());
        for (Pod waiting : vector.nominated()) {
            nominate(cluster.addPod(PodConverter.waiting(waiting)), waiting, slots);
        }
        number = cluster.addPod(pod);
        nominate(number, vector.pod(), slots);
        scheduler = new Scheduler(cluster, profile, 1);
        explanation = scheduler.explain(number);
        compareFilters();
        if (isModelled()) {
            compareScores();
            compareOutcome();
            comparePreemption();
        }
    }

    /** The plugins, and what stands in their place, that were compared. */
    Set<String> compared() {
        return compared;
    }

    List<Difference> differences() {
        return differences;
    }

    /** Whether all that the pod asks for is modelled. Else only what single filters say of it is compared. */
    boolean isModelled() {
        return !pod.rules().resourceClaims();
    }

    private void compareFilters() {
        for (Filter filter : profile.filters()) {
            String name = filter.name();
            if (name.equals(NOT_MODELLED) && !isModelled()) {
                continue;
            }
            compared.add(name);
            boolean skipped = explanation.skippedFilters().contains(name);
            String nothing = skipped && !NEVER_SKIPPED.contains(name) ? Answer.SKIP : Answer.SUCCESS;
            compareBefore(filter, nothing);
            for (NodeReport report : explanation.nodes()) {
                Answer.Status actual = new Answer.Status(nothing, List.of());
                for (Objection objection : report.objections()) {
                    actual = objection.filter().equals(name) ? status(objection) : actual;
                }
                compare(name, report.node(), "filter", answer.filter(report.node(), name), actual);
            }
        }
    }

    /** What a plugin says of the pod before it looks at nodes. */
    private void compareBefore(Filter filter, String nothing) {
        String name = filter.name();
        Answer.@Nullable Status expected = answer.beforeFilter(name);
        if (expected == null) {
            return;
        }
        PluginContext context = new PluginContext(cluster);
        Answer.Status actual = new Answer.Status(nothing, List.of());
        @Nullable SortedSet<String> listed = null;
        for (FilterRule rule : filter.prepare(cluster.decidedClass(pod), context)) {
            if (rule instanceof Refusal) {
                actual = status(explanation.nodes().get(0).objections().stream()
                        .filter(objection -> objection.filter().equals(name))
                        .findFirst()
                        .orElseThrow());
            } else if (rule instanceof NodeShortlist list) {
                listed = new TreeSet<>();
                for (NodeReport report : explanation.nodes()) {
                    if (list.lists(cluster.nodes().find(report.node()))) {
                        listed.add(report.node());
                    }
                }
            }
        }
        compare(name, "", "preFilter", expected, actual);
        @Nullable SortedSet<String> shortlist = answer.shortlist(name);
        if (shortlist != null) {
            shortlist.retainAll(
                    explanation.nodes().stream().map(NodeReport::node).toList());
        }
        compare(name, "", "preFilter.nodes", shortlist, listed);
    }

    private void compareScores() {
        Set<String> ours = new TreeSet<>();
        for (WeightedScorer weighted : profile.scorers()) {
            String name = weighted.scorer().name();
            ours.add(name);
            compared.add(name);
            boolean skipped = explanation.skippedScorers().contains(name);
            Answer.@Nullable Status before = answer.beforeScore(name);
            if (before != null && before.code().equals(Answer.SKIP)) {
                compare(name, "", "preScore", Answer.SKIP, skipped ? Answer.SKIP : Answer.SUCCESS);
            }
            for (NodeReport report : explanation.nodes()) {
                Answer.@Nullable Score expected = answer.score(report.node(), name);
                for (Explanation.Score score : report.scores()) {
                    if (score.scorer().equals(name) && expected != null) {
                        compare(
                                name,
                                report.node(),
                                "score",
                                expected,
                                new Answer.Score(score.raw(), score.score(), weighted.weight()));
                    }
                }
            }
        }
        ours.addAll(answer.scorers());
        ours.removeAll(compared);
        compare(Difference.TOTAL, "", "scorers that are not asked", Set.of(), ours);
    }

    private void compareOutcome() {
        compared.add(Difference.TOTAL);
        compared.add(Difference.EVENT);
        SortedSet<String> best = new TreeSet<>();
        long most = 0;
        boolean refused = explanation.decision() instanceof Decision.Unschedulable unschedulable
                && unschedulable.refusal() != null;
        for (NodeReport report : explanation.nodes()) {
            String node = report.node();
            compare(Difference.TOTAL, node, "feasible", answer.feasible(node), report.feasible());
            compare(Difference.TOTAL, node, "total", answer.total(node), report.total());
            if (!refused && !report.objections().isEmpty()) {
                Objection first = report.objections().get(0);
                compare(Difference.TOTAL, node, "firstFailure", answer.firstFailure(node), status(first));
                compare(Difference.TOTAL, node, "firstFailureBy", answer.firstFailureBy(node), first.filter());
            }
            if (report.total() > most) {
                best.clear();
            }
            if (report.feasible() && report.total() >= most) {
                most = report.total();
                best.add(node);
            }
        }
        compare(Difference.TOTAL, "", "best", answer.best(), best);
        if (explanation.decision() instanceof Decision.Bound bound) {
            int node = cluster.nodes().find(bound.node());
            boolean inProspect = cluster.nominations().node(number) == node;
            compare(Difference.TOTAL, "", "chosen among the best", true, inProspect || best.contains(bound.node()));
            for (int use = 0; use < 2; use++) {
                compare(Difference.TOTAL, "", "chosen by the index", node, scheduler.decide(number));
            }
            compare(Difference.EVENT, "", "event", answer.event(), "");
        } else {
            compare(Difference.EVENT, "", "event", answer.event(), explanation.sentence());
        }
    }

    private void comparePreemption() {
        if (vector.preemption()) {
            compared.add(Difference.PREEMPTION);
            new PreemptionCheck(
                            vector,
                            (node, field, expected, actual) ->
                                    compare(Difference.PREEMPTION, node, field, expected, actual))
                    .compare(scheduler, cluster, number);
        }
    }

    private void nominate(int waiting, Pod object, Map<String, Integer> slots) {
        @Nullable Integer slot = slots.get(Disruptions.nominatedNode(object));
        if (slot != null) {
            cluster.nominate(waiting, slot);
        }
    }

    private static Answer.Status status(Objection objection) {
        return new Answer.Status(
                objection.resolvable() ? Answer.UNSCHEDULABLE : Answer.UNRESOLVABLE, objection.reasons());
    }

    private void compare(String plugin, String node, String field, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.equals(expected, actual)) {
            differences.add(new Difference(
                    plugin,
                    vector.name(),
                    vector.size(),
                    node,
                    field,
                    String.valueOf(expected),
                    String.valueOf(actual)));
        }
    }
}
