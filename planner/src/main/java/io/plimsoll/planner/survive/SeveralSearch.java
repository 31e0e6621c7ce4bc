package io.plimsoll.planner.survive;

import io.plimsoll.core.plugin.Draws;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PodKinds;
import io.plimsoll.planner.survive.OutageResult.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether any k nodes may fail: by counting room ({@link SlotGuarantee}), by trying every set where nodes that are alike
 * leave few enough that differ, and otherwise by looking for a bad one: from the nodes whose pods are hardest to place, one by
 * one the node that leaves most pods waiting, then from random sets. One thread.
 */
final class SeveralSearch {

    private static final int CANDIDATES = 12;
    private static final int DRAW = 200;

    private final PlanCluster plan;
    private final PodKinds kinds;
    private final OutageJudge judge;
    private final SurviveQuestion question;
    private final Set<List<Integer>> seen = new HashSet<>();
    private @Nullable OutageResult worst;
    private boolean undecided;
    private int tried;

    SeveralSearch(PlanCluster plan, PodKinds kinds, OutageJudge judge, SurviveQuestion question) {
        this.plan = plan;
        this.kinds = kinds;
        this.judge = judge;
        this.question = question;
    }

    /** @param singles what each node by itself does, by position */
    SeveralNodes answer(List<OutageResult> singles) {
        int k = Math.min(question.several(), plan.nodes().size());
        int guaranteed = new SlotGuarantee(judge, plan, kinds).nodes(k);
        Map<Long, List<Integer>> groups = new LinkedHashMap<>();
        long[] likeness = judge.likeness();
        for (int node = 0; node < likeness.length; node++) {
            groups.computeIfAbsent(likeness[node], key -> new ArrayList<>()).add(node);
        }
        List<List<Integer>> alike = new ArrayList<>(groups.values());
        boolean all = different(alike, k) <= question.sets();
        if (guaranteed < k && all) {
            everySet(alike, 0, new int[k], 0);
        } else if (guaranteed < k) {
            worstSets(singles, k);
        }
        return new SeveralNodes(
                k,
                verdict(guaranteed >= k || all),
                sets(plan.nodes().size(), k),
                tried,
                all && guaranteed < k,
                guaranteed,
                worst);
    }

    private SeveralNodes.Verdict verdict(boolean everything) {
        if (worst != null && worst.verdict() == Verdict.IMPOSSIBLE) {
            return SeveralNodes.Verdict.REFUTED;
        }
        return everything && !undecided ? SeveralNodes.Verdict.PROVEN : SeveralNodes.Verdict.UNDECIDED;
    }

    /** How many sets of k differ by more than nodes that are alike; at most one more than are tried. */
    private long different(List<List<Integer>> alike, int k) {
        long most = question.sets() + 1L;
        long[] ways = new long[k + 1];
        ways[0] = 1;
        for (List<Integer> group : alike) {
            long[] next = new long[k + 1];
            for (int size = 0; size <= k; size++) {
                for (int of = 0; of <= Math.min(size, group.size()); of++) {
                    next[size] = Math.min(most, next[size] + ways[size - of]);
                }
            }
            ways = next;
        }
        return ways[k];
    }

    private void everySet(List<List<Integer>> alike, int group, int[] set, int size) {
        if (size == set.length) {
            attempt(set);
        } else if (group < alike.size()) {
            List<Integer> nodes = alike.get(group);
            for (int of = Math.min(set.length - size, nodes.size()); of >= 0; of--) {
                for (int i = 0; i < of; i++) {
                    set[size + i] = nodes.get(i);
                }
                everySet(alike, group + 1, set, size + of);
            }
        }
    }

    private void worstSets(List<OutageResult> singles, int k) {
        List<OutageResult> hardest = new ArrayList<>(singles);
        hardest.sort(Comparator.comparingInt((OutageResult result) -> result.waiting().length)
                .thenComparingInt(OutageResult::evicted)
                .reversed());
        int[] candidates = hardest.stream()
                .limit(Math.max(CANDIDATES, k))
                .mapToInt(result -> result.outage().nodes()[0])
                .toArray();
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < k) {
            int best = -1;
            int most = -1;
            for (int candidate : candidates) {
                if (!chosen.contains(candidate) && tried < question.sets()) {
                    List<Integer> with = new ArrayList<>(chosen);
                    with.add(candidate);
                    int waiting =
                            attempt(with.stream().mapToInt(Integer::intValue).toArray());
                    if (waiting > most) {
                        most = waiting;
                        best = candidate;
                    }
                }
            }
            if (best < 0) {
                break;
            }
            chosen.add(best);
        }
        int draws = Math.min(question.sets() - tried, CANDIDATES * CANDIDATES);
        for (int draw = 0; draw < draws && !refuted(); draw++) {
            attempt(randomSet(k, draw));
        }
    }

    private boolean refuted() {
        return worst != null && worst.verdict() == Verdict.IMPOSSIBLE;
    }

    private int[] randomSet(int k, int draw) {
        Set<Integer> set = new HashSet<>();
        for (int i = 0; set.size() < k; i++) {
            set.add(Draws.below(
                    Draws.draw(question.seed(), draw * 1_000_003L + i, DRAW),
                    plan.nodes().size()));
        }
        return set.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** Tries a set; how many pods wait. */
    private int attempt(int[] set) {
        int[] sorted = set.clone();
        Arrays.sort(sorted);
        List<Integer> key = Arrays.stream(sorted).boxed().toList();
        if (!seen.add(key)) {
            return -1;
        }
        tried++;
        List<String> names = new ArrayList<>();
        for (int node : sorted) {
            names.add(plan.nodes().get(node).name());
        }
        OutageResult result = judge.judge(new Outage(Outage.Kind.SEVERAL, String.join(", ", names), sorted));
        undecided |= result.verdict() == Verdict.UNDECIDED;
        if (!result.survived() && (worst == null || isWorse(result, worst))) {
            worst = result;
        }
        return result.waiting().length;
    }

    private static boolean isWorse(OutageResult one, OutageResult than) {
        boolean proof = one.verdict() == Verdict.IMPOSSIBLE;
        boolean otherProof = than.verdict() == Verdict.IMPOSSIBLE;
        return proof != otherProof
                ? proof
                : one.least() != than.least()
                        ? one.least() > than.least()
                        : one.waiting().length > than.waiting().length;
    }

    private static String sets(int n, int k) {
        BigInteger sets = BigInteger.ONE;
        for (int i = 0; i < k; i++) {
            sets = sets.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return sets.toString();
    }
}
