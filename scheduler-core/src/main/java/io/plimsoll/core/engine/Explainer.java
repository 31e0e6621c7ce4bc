package io.plimsoll.core.engine;

import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Explanation.Objection;
import io.plimsoll.core.engine.Explanation.Score;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.DryRun;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.GroupScore;
import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks every plugin about every node, without index and without stopping at the first filter that refuses. */
final class Explainer {

    /** Chooses a node and its devices from what a scan found. */
    interface Chooser {
        long[] choose(PreparedClass prepared, Scan scan);
    }

    private final Cluster cluster;
    private final Profile profile;
    private final PluginContext context;

    Explainer(Cluster cluster, Profile profile, PluginContext context) {
        this.cluster = cluster;
        this.profile = profile;
        this.context = context;
    }

    /** @param number of the pod, or {@link PodTable#NONE} when it is not in the cluster */
    Explanation explain(PodSpec pod, int number, Chooser chooser) {
        PodClass podClass = cluster.decidedClass(pod);
        NodeTable nodes = cluster.nodes();
        List<List<Objection>> objections = new ArrayList<>();
        List<List<Score>> scores = new ArrayList<>();
        boolean[] feasible = new boolean[nodes.slots()];
        for (int node = 0; node < nodes.slots(); node++) {
            objections.add(new ArrayList<>());
            scores.add(new ArrayList<>());
            feasible[node] = nodes.exists(node);
        }
        List<String> skippedFilters = new ArrayList<>();
        for (Filter filter : profile.filters()) {
            List<FilterRule> rules = filter.prepare(podClass, context);
            if (rules.stream().allMatch(FilterRule::idle)) {
                skippedFilters.add(filter.name());
            }
            for (int node = 0; node < nodes.slots(); node++) {
                if (nodes.exists(node)) {
                    objection(filter, verdict(rules, node), podClass, objections.get(node));
                    feasible[node] = objections.get(node).isEmpty();
                }
            }
        }
        Map<Integer, List<String>> yielded = new HashMap<>();
        if (!cluster.nominations().isEmpty()) {
            YieldedPods yieldedPods = new YieldedPods(cluster);
            yieldedPods.begin(number, pod.priority());
            for (int node = 0; node < nodes.slots(); node++) {
                List<Objection> withThem =
                        nodes.exists(node) ? objections(podClass, node, yieldedPods, skippedFilters) : List.of();
                if (!withThem.isEmpty()) {
                    feasible[node] = false;
                    objections.set(node, withThem);
                    yielded.put(node, withThem.get(0).reasons());
                }
            }
        }
        List<String> skippedScorers = new ArrayList<>();
        for (WeightedScorer weighted : profile.scorers()) {
            List<ScoreRule> rules = weighted.scorer().prepare(podClass, context);
            if (rules.stream().allMatch(ScoreRule::idle)) {
                skippedScorers.add(weighted.scorer().name());
            }
            addScores(rules, weighted, feasible, scores);
        }
        List<NodeReport> reports = new ArrayList<>();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                long total = 0;
                for (Score score : scores.get(node)) {
                    total += score.weighted();
                }
                reports.add(new NodeReport(
                        nodes.name(node), objections.get(node), scores.get(node), feasible[node] ? total : -1));
            }
        }
        Decision decision = decision(cluster, new PreparedClass(podClass, profile, context), yielded, chooser);
        return new Explanation(pod, profile.name(), decision, reports, skippedFilters, skippedScorers);
    }

    /** What filters have against a node with the pods there that are nominated for it. Empty when there are none. */
    private List<Objection> objections(PodClass podClass, int node, YieldedPods yielded, List<String> skipped) {
        int count = yielded.find(node);
        if (count == 0) {
            return List.of();
        }
        List<Objection> objections = new ArrayList<>();
        for (Filter filter : profile.filters()) {
            if (!skipped.contains(filter.name())) {
                long verdict = verdict(filter, podClass, node, yielded, count);
                objection(filter, verdict, podClass, objections);
            }
        }
        return objections;
    }

    /** What a filter says of a node with the pods there that were found to be nominated for it. */
    private long verdict(Filter filter, PodClass podClass, int node, YieldedPods yielded, int count) {
        List<FilterRule> rules = filter.prepare(podClass, context);
        if (PreparedClass.isFixed(filter)) {
            return verdict(rules, node);
        }
        for (FilterRule rule : rules) {
            @Nullable DryRun run = rule.dryRun();
            if (run == null) {
                return liveVerdict(filter, podClass, node, yielded, count);
            }
            run.start(node);
            for (int i = 0; i < count; i++) {
                run.pod(yielded.pod(i), 1);
            }
            long verdict = run.verdict();
            if (verdict != FilterRule.PASS) {
                return verdict;
            }
        }
        return FilterRule.PASS;
    }

    private long liveVerdict(Filter filter, PodClass podClass, int node, YieldedPods yielded, int count) {
        LiveNode live = new LiveNode(cluster);
        live.start(node);
        for (int i = 0; i < count; i++) {
            live.pod(yielded.pod(i), 1);
        }
        long verdict = verdict(filter.prepare(podClass, context), node);
        live.end();
        return verdict;
    }

    /** What the first of a filter's rules says that refuses a node. */
    private static long verdict(List<FilterRule> rules, int node) {
        long verdict = FilterRule.PASS;
        for (int rule = 0; rule < rules.size() && verdict == FilterRule.PASS; rule++) {
            verdict = rules.get(rule).verdict(node);
        }
        return verdict;
    }

    /** Adds what a filter has against a node, if anything. */
    private void objection(Filter filter, long verdict, PodClass podClass, List<Objection> objections) {
        if (verdict != FilterRule.PASS) {
            List<String> reasons = PreparedClass.reasons(filter, verdict, podClass, context);
            objections.add(new Objection(filter.name(), reasons, (verdict & FilterRule.UNRESOLVABLE) == 0));
        }
    }

    /** The decision for a class as a value, by a scan. */
    static Decision decision(Cluster cluster, PreparedClass prepared, Chooser chooser) {
        return decision(cluster, prepared, Map.of(), chooser);
    }

    /** @param yielded why nodes are left out that pods are nominated for */
    private static Decision decision(
            Cluster cluster, PreparedClass prepared, Map<Integer, List<String>> yielded, Chooser chooser) {
        NodeTable nodes = cluster.nodes();
        int[] without = yielded.keySet().stream().mapToInt(Integer::intValue).toArray();
        Scan scan = new Scan(nodes).of(prepared, without, without.length);
        long[] chosen = chooser.choose(prepared, scan);
        int node = (int) chosen[0];
        if (node != Scheduler.UNSCHEDULABLE) {
            List<Integer> devices = new ArrayList<>();
            for (long rest = chosen[1]; rest != 0; rest &= rest - 1) {
                devices.add(Long.numberOfTrailingZeros(rest));
            }
            return new Decision.Bound(nodes.name(node), devices);
        }
        SortedMap<String, Integer> reasons = new TreeMap<>();
        if (prepared.refusal != null) {
            reasons.put(prepared.refusal, nodes.count());
            return new Decision.Unschedulable(nodes.count(), reasons, prepared.refusal);
        }
        for (int slot = 0; slot < nodes.slots(); slot++) {
            if (nodes.exists(slot)) {
                boolean out = prepared.unlisted != null && !prepared.listed(slot);
                @Nullable List<String> said = yielded.get(slot);
                said = said == null ? prepared.reasons(scan.total(slot)) : said;
                for (String reason : out ? List.of(prepared.unlisted) : said) {
                    reasons.merge(reason, 1, Integer::sum);
                }
            }
        }
        return new Decision.Unschedulable(nodes.count(), reasons);
    }

    private void addScores(
            List<ScoreRule> rules, WeightedScorer weighted, boolean[] feasible, List<List<Score>> scores) {
        Scale unchanged = new Scale(
                new WeightedScorer(weighted.scorer(), 1), weighted.scorer().maximum());
        long[] score = new long[feasible.length];
        long[] raw = new long[feasible.length];
        for (int node = 0; node < feasible.length; node++) {
            score[node] = feasible[node] ? 0 : -1;
        }
        for (ScoreRule rule : rules) {
            NodeByNode byNode = new NodeByNode();
            if (rule instanceof GroupScore groupScore) {
                byNode.add(groupScore, unchanged, score, score.length);
            }
            for (int node = 0; node < feasible.length; node++) {
                if (feasible[node] && rule instanceof NodeScore nodeScore) {
                    score[node] += nodeScore.score(node);
                    raw[node] = score[node];
                } else if (feasible[node]) {
                    raw[node] = byNode.raw(node);
                }
            }
        }
        Scale scale = new Scale(weighted, profile.widestRange());
        for (int node = 0; node < feasible.length; node++) {
            if (feasible[node]) {
                String name = weighted.scorer().name();
                scores.get(node).add(new Score(name, raw[node], score[node], scale.apply(score[node])));
            }
        }
    }
}
