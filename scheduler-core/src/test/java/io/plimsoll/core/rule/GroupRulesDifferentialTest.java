package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Explanation.NodeReport;
import io.plimsoll.core.engine.Explanation.Objection;
import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.GroupOracle.Place;
import io.plimsoll.core.rule.GroupOracle.Scores;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Spreading and pod affinity decide, from counters and indexes, as if every pod on every node had been looked at, while
 * nodes, pods, labels, taints, namespaces, services and selectors come, change and go.
 */
class GroupRulesDifferentialTest {

    private static final int CLUSTERS = 10;
    private static final int STEPS = 250;

    private Random random = new Random();
    private RandomGroups groups = new RandomGroups(random);
    private Cluster cluster = new Cluster();
    private SpreadDefaults defaults = SpreadDefaults.NONE;
    private int hardWeight;
    private boolean ignoresOthers;
    private Scheduler scheduler = scheduler();
    private final List<PodSpec> specs = new ArrayList<>();
    private final List<Integer> bound = new ArrayList<>();
    private int names;
    private int feasible;
    private int refused;

    @Test
    void decidesAsIfEveryPodOnEveryNodeWereLookedAt() {
        long seed = Long.getLong("plimsoll.seed", 1);
        for (int i = 0; i < CLUSTERS; i++) {
            start(seed + i);
            for (int step = 0; step < STEPS; step++) {
                change();
                String where = "seed " + (seed + i) + " step " + step;
                if (random.nextInt(12) == 0) {
                    try (Trial trial = scheduler.openTrial()) {
                        List<Integer> before = new ArrayList<>(bound);
                        change();
                        decide(where + " in a trial");
                        change();
                        bound.clear();
                        bound.addAll(before);
                    }
                }
                decide(where);
            }
        }
        assertThat(feasible).as("feasible nodes").isGreaterThan(CLUSTERS * STEPS);
        assertThat(refused).as("refused nodes").isGreaterThan(CLUSTERS * STEPS);
    }

    private void start(long seed) {
        random = new Random(seed);
        groups = new RandomGroups(random);
        cluster = new Cluster();
        defaults = groups.defaults();
        hardWeight = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(100);
        ignoresOthers = random.nextInt(4) == 0;
        scheduler = scheduler();
        specs.clear();
        bound.clear();
        for (int i = 0; i < 10; i++) {
            specs.add(groups.pod());
        }
        for (int i = 0; i < 6; i++) {
            cluster.addNode(groups.node("n" + names++));
        }
    }

    private Scheduler scheduler() {
        Profile profile = new Profile(
                "groups",
                List.of(new ResourceFit(), new SpreadFilter(defaults), new PodAffinityFilter()),
                List.of(
                        new WeightedScorer(new SpreadScore(defaults), 2),
                        new WeightedScorer(new PodAffinityScore(hardWeight, ignoresOthers), 3)),
                NodeChoice.BEST,
                new LowestFit());
        return new Scheduler(cluster, profile, 1);
    }

    private void change() {
        int slot = anyNode();
        switch (random.nextInt(14)) {
            case 0 -> cluster.addNode(groups.node("n" + names++));
            case 1, 2 -> cluster.describeNode(slot, groups.node(cluster.nodes().name(slot)));
            case 3 -> {
                if (cluster.nodes().count() > 3) {
                    removePodsOf(slot);
                    cluster.removeNode(slot);
                }
            }
            case 4, 5 -> {
                if (!bound.isEmpty()) {
                    int pod = bound.remove(random.nextInt(bound.size()));
                    cluster.removePod(pod);
                }
            }
            case 6 -> cluster.setObjects(groups.objects());
            case 7 -> specs.set(random.nextInt(specs.size()), groups.pod());
            default -> put(slot, specs.get(random.nextInt(specs.size())));
        }
    }

    private void put(int slot, PodSpec spec) {
        int pod = cluster.addPod(random.nextInt(4) == 0 ? spec.withLabels(groups.labels()) : spec);
        cluster.bind(pod, slot, 0);
        bound.add(pod);
    }

    private void removePodsOf(int slot) {
        List<Integer> leaving = new ArrayList<>();
        for (int pod = cluster.pods().firstOn(slot);
                pod != PodTable.NONE;
                pod = cluster.pods().nextOnNode(pod)) {
            leaving.add(pod);
        }
        bound.removeAll(leaving);
        leaving.forEach(cluster::removePod);
    }

    private int anyNode() {
        int slot = random.nextInt(cluster.nodes().slots());
        while (!cluster.nodes().exists(slot)) {
            slot = (slot + 1) % cluster.nodes().slots();
        }
        return slot;
    }

    /** Decides about a pod, by index and by explanation, and puts it where it goes. */
    private void decide(String where) {
        PodSpec spec = specs.get(random.nextInt(specs.size()));
        GroupOracle oracle = new GroupOracle(cluster, spec, defaults);
        List<Place> feasiblePlaces = new ArrayList<>();
        List<List<String>> reasons = new ArrayList<>();
        for (Place place : oracle.places()) {
            List<String> against = new ArrayList<>();
            if (place.pods().size() >= place.node().allocatable().pods()) {
                against.add("Too many pods");
            }
            against.add(oracle.spreadReason(place));
            against.add(oracle.affinityReason(place));
            against.removeIf(String::isEmpty);
            reasons.add(against);
            if (against.isEmpty()) {
                feasiblePlaces.add(place);
            }
        }
        Scores spread = oracle.spreadScores(feasiblePlaces);
        Scores affinity = oracle.affinityScores(feasiblePlaces, hardWeight, ignoresOthers);
        int best = -1;
        long most = -1;
        for (int i = 0; i < feasiblePlaces.size(); i++) {
            long total =
                    2 * spread.normalised().get(i) + 3 * affinity.normalised().get(i);
            if (total > most) {
                most = total;
                best = feasiblePlaces.get(i).slot();
            }
        }
        int pod = cluster.addPod(spec);
        assertThat(scheduler.decide(pod)).as("%s: node for %s", where, spec).isEqualTo(best);
        Explanation explanation = scheduler.explain(spec);
        int passed = 0;
        for (int i = 0; i < reasons.size(); i++) {
            NodeReport report = explanation.nodes().get(i);
            assertThat(report.objections().stream().map(Objection::reasons).toList())
                    .as("%s: against %s for %s", where, report.node(), spec)
                    .isEqualTo(reasons.get(i).stream().map(List::of).toList());
            if (report.feasible()) {
                assertThat(List.of(
                                report.scores().get(0).raw(),
                                        report.scores().get(0).score(),
                                report.scores().get(1).raw(),
                                        report.scores().get(1).score()))
                        .as("%s: scores of %s for %s", where, report.node(), spec)
                        .containsExactly(
                                spread.raw().get(passed),
                                spread.normalised().get(passed),
                                affinity.raw().get(passed),
                                affinity.normalised().get(passed));
                passed++;
            }
        }
        feasible += passed;
        refused += reasons.size() - passed;
        if (best >= 0) {
            cluster.bind(pod, best, 0);
            bound.add(pod);
        } else {
            cluster.removePod(pod);
        }
    }
}
