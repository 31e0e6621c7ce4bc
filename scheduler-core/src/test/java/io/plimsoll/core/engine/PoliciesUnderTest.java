package io.plimsoll.core.engine;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.oracle.OracleDevices;
import io.plimsoll.core.oracle.OracleFragmentation;
import io.plimsoll.core.oracle.OraclePolicy;
import io.plimsoll.core.oracle.OraclePolicy.Choice;
import io.plimsoll.core.oracle.OraclePolicy.OracleScorer;
import io.plimsoll.core.oracle.OraclePolicy.Weighted;
import io.plimsoll.core.oracle.OracleReference;
import io.plimsoll.core.oracle.OracleScorers;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PreferredNodeLabels;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.policy.TypicalPods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every policy the differential test goes through: all that have a name, and compositions made for the test. */
final class PoliciesUnderTest {

    private static final Policies POLICIES = Policies.load();

    private PoliciesUnderTest() {}

    static List<PolicyUnderTest> all() {
        List<PolicyUnderTest> all = new ArrayList<>();
        all.add(unscored("first-fit", Choice.FIRST, OracleDevices.TIGHTEST));
        all.add(unscored("next-fit", Choice.NEXT, OracleDevices.TIGHTEST));
        all.add(unscored("random", Choice.RANDOM, OracleDevices.TIGHTEST));
        all.add(unscored("study-random", Choice.RANDOM, OracleDevices.ANY));
        all.add(scored(
                "best-fit:norm=l1", "BestFit", w -> OracleScorers.reversed(OracleScorers.worstFitL1(largest(w)))));
        all.add(scored("best-fit", "BestFit", w -> OracleScorers.reversed(OracleScorers.worstFitL2(largest(w)))));
        all.add(scored(
                "best-fit:norm=dominant",
                "BestFit",
                w -> OracleScorers.reversed(OracleScorers.worstFitDominant(largest(w)))));
        all.add(bestFitOfTwoResources());
        all.add(scored("worst-fit", "WorstFit", w -> OracleScorers.worstFitL2(largest(w))));
        all.add(scored("dot-product", "DotProduct", w -> OracleScorers.dotProduct(largest(w))));
        all.add(scored("tetris", "TetrisAlignment", w -> OracleScorers.tetris()));
        all.add(scored("most-allocated", "MostAllocated", w -> OracleScorers.mostAllocated()));
        all.add(scored("least-allocated", "LeastAllocated", w -> OracleScorers.leastAllocated()));
        all.add(scored("study-best-fit", "StudyBestFit", w -> OracleScorers.studyBestFit()));
        all.add(scored("study-dot-product", "StudyDotProduct", w -> OracleScorers.studyDotProduct()));
        all.add(scored("gpu-clustering", "GpuClustering", w -> OracleScorers.gpuClustering()));
        all.add(scored("gpu-packing", "GpuPacking", w -> OracleScorers.gpuPacking()));
        all.add(scored("preferred-labels", "PreferredNodeLabels", w -> OracleScorers.preferredLabels()));
        all.add(fragmentationGradient("fgd", 95));
        all.add(fragmentationGradient("fgd:threshold=60", 60));
        all.add(learning("fgd:threshold=90,typical=seen", 90));
        all.add(composed("fgd*2+best-fit:norm=l1+preferred-labels*5"));
        all.add(emptierDomains());
        return all;
    }

    static PolicyUnderTest named(String name) {
        return all().stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static PolicyUnderTest unscored(String text, Choice choice, OracleDevices devices) {
        return new PolicyUnderTest(
                text, workload -> profile(text, workload), workload -> OraclePolicy.unscored(choice, devices));
    }

    private static PolicyUnderTest scored(String text, String scorer, Function<Workload, OracleScorer> formula) {
        return new PolicyUnderTest(
                text,
                workload -> profile(text, workload),
                workload -> OraclePolicy.best(scorer, formula.apply(workload), OracleDevices.TIGHTEST));
    }

    /** Scores of two dimensions, for which states stand in a grid. */
    private static PolicyUnderTest bestFitOfTwoResources() {
        return new PolicyUnderTest(
                "best fit of CPU and memory",
                workload -> POLICIES.profile(
                        "best-fit", new PolicyContext(ReferenceCapacity.largestOf(cpuAndMemory(workload)), List.of())),
                workload -> OraclePolicy.best(
                        "BestFit",
                        OracleScorers.reversed(OracleScorers.worstFitL2(new OracleReference(cpuAndMemory(workload)))),
                        OracleDevices.TIGHTEST));
    }

    private static List<NodeSpec> cpuAndMemory(Workload workload) {
        return workload.nodeKinds().stream()
                .map(node -> NodeSpec.of(
                        node.name(),
                        Resources.allocatable(
                                node.allocatable().cpuMilli(),
                                node.allocatable().memoryBytes(),
                                0)))
                .toList();
    }

    private static PolicyUnderTest fragmentationGradient(String text, int percent) {
        return new PolicyUnderTest(text, workload -> profile(text, workload), workload -> {
            OracleFragmentation fragmentation = OracleFragmentation.of(kinds(workload), percent);
            return OraclePolicy.best("FragmentationGradient", fragmentation.scorer(), fragmentation.devices());
        });
    }

    private static PolicyUnderTest learning(String text, int percent) {
        return new PolicyUnderTest(
                text,
                workload -> profile(text, workload),
                workload -> OraclePolicy.best(
                        "FragmentationGradient",
                        OracleFragmentation.learningScorer(percent),
                        OracleFragmentation.learningDevices(percent)));
    }

    private static PolicyUnderTest composed(String text) {
        return new PolicyUnderTest(text, workload -> profile(text, workload), workload -> {
            OracleFragmentation fragmentation = OracleFragmentation.of(kinds(workload), 95);
            OracleScorer bestFit = OracleScorers.reversed(OracleScorers.worstFitL1(largest(workload)));
            return new OraclePolicy(
                    Choice.BEST,
                    List.of(
                            new Weighted("FragmentationGradient", 2, fragmentation.scorer()),
                            new Weighted("BestFit", 1, bestFit),
                            new Weighted("PreferredNodeLabels", 5, OracleScorers.preferredLabels())),
                    fragmentation.devices());
        });
    }

    /** A profile that no name stands for: scorers whose groups change, and one with a range of its own. */
    private static PolicyUnderTest emptierDomains() {
        EmptierDomain rack = new EmptierDomain("rack");
        return new PolicyUnderTest(
                "emptier domains, preferred labels and left CPU",
                workload -> new Profile(
                        "emptier domains",
                        Policies.usualFilters(),
                        List.of(
                                new WeightedScorer(rack, 300),
                                new WeightedScorer(new PreferredNodeLabels(), 100),
                                new WeightedScorer(new LeftCpu(), 1)),
                        NodeChoice.BEST,
                        new LowestFit()),
                workload -> new OraclePolicy(
                        Choice.BEST,
                        List.of(
                                new Weighted("EmptierDomain", 300, rack.oracle()),
                                new Weighted("PreferredNodeLabels", 100, OracleScorers.preferredLabels()),
                                new Weighted("LeftCpu", 1, LeftCpu.oracle())),
                        OracleDevices.TIGHTEST));
    }

    private static Profile profile(String text, Workload workload) {
        List<TypicalPods.Request> requests = new ArrayList<>();
        kinds(workload)
                .forEach((kind, count) -> requests.add(
                        new TypicalPods.Request(kind.cpuMilli(), kind.devices(), kind.modelText(), count)));
        ReferenceCapacity reference = ReferenceCapacity.largestOf(workload.nodeKinds());
        return POLICIES.profile(text, new PolicyContext(reference, requests));
    }

    private static OracleReference largest(Workload workload) {
        return new OracleReference(workload.nodeKinds());
    }

    /** What the workload's pods ask for; those that come first in it are taken to be the most frequent. */
    private static Map<OracleFragmentation.Kind, Long> kinds(Workload workload) {
        Map<OracleFragmentation.Kind, Long> kinds = new HashMap<>();
        long count = 3L * workload.podKinds().size();
        for (PodSpec pod : workload.podKinds()) {
            String models = String.join("|", pod.devices().models());
            kinds.merge(
                    new OracleFragmentation.Kind(pod.requests().cpuMilli(), pod.devices(), models), count, Long::sum);
            count -= 2;
        }
        return kinds;
    }
}
