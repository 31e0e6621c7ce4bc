package io.plimsoll.planner.report;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.workload.Workloads;
import io.plimsoll.planner.catalogue.CatalogueReader;
import io.plimsoll.planner.cluster.GrowingCluster;
import io.plimsoll.planner.cluster.KubernetesRules;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.cluster.SnapshotCluster;
import io.plimsoll.planner.compact.CompactQuestion;
import io.plimsoll.planner.compact.CompactView;
import io.plimsoll.planner.compact.Compaction;
import io.plimsoll.planner.headroom.Headroom;
import io.plimsoll.planner.headroom.HeadroomView;
import io.plimsoll.planner.headroom.PodText;
import io.plimsoll.planner.headroom.Template;
import io.plimsoll.planner.size.SizeAnswer;
import io.plimsoll.planner.size.SizePlanner;
import io.plimsoll.planner.size.SizeQuestion;
import io.plimsoll.planner.size.SizeView;
import io.plimsoll.planner.survive.Survival;
import io.plimsoll.planner.survive.SurviveQuestion;
import io.plimsoll.planner.survive.SurviveView;
import io.plimsoll.simulator.record.InputFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Answers about the example cluster. */
public final class SamplePlans {

    /** What they were read from. */
    public static final List<InputFile> INPUTS =
            List.of(new InputFile("cluster.yaml", 4_242, "0123456789abcdef".repeat(4)));

    private static final SchedulingRules OWN = KubernetesRules.of(SchedulerConfig.byDefault());

    private static List<PlanView> known = List.of();

    private SamplePlans() {}

    /** The cluster of the examples. */
    public static PlanCluster example() throws IOException, InputException {
        ObjectReader reader = new ObjectReader(Problems.strict());
        reader.read(Path.of("..", "examples", "plan", "cluster.yaml"));
        ClusterSnapshot snapshot = new ClusterSnapshot(Workloads.expand(reader.finish()), SchedulerConfig.byDefault());
        return SnapshotCluster.of("example", snapshot, null);
    }

    /** How many more of each class. */
    public static PlanView classes() throws IOException, InputException {
        PlanCluster cluster = example();
        return new HeadroomView(Headroom.answer(cluster, OWN, Headroom.classes(cluster, OWN, 1), false, 1));
    }

    /** How many more sets of a mix. */
    public static PlanView mix() throws IOException, InputException {
        PlanCluster cluster = example();
        List<Template> templates = List.of(
                Headroom.of(PodText.parse("cpu=250m,memory=1Gi", cluster), 2),
                Headroom.of(PodText.parse("cpu=500m", cluster), 1));
        return new HeadroomView(Headroom.answer(cluster, OWN, templates, true, 1));
    }

    /** How few nodes. */
    public static PlanView compact() throws IOException, InputException, InterruptedException {
        SchedulingRules packing = new KubernetesRules(
                SchedulerConfig.byDefault(), Policies.load().parse("most-allocated"), PolicyContext.UNKNOWN);
        SchedulingRules aligned = new KubernetesRules(
                SchedulerConfig.byDefault(), Policies.load().parse("dot-product"), PolicyContext.UNKNOWN);
        return new CompactView(
                Compaction.answer(example(), List.of(OWN, packing, aligned), new CompactQuestion(3, 0.01, 1, 2)));
    }

    /** Which failures. */
    public static PlanView survive() throws IOException, InputException, InterruptedException {
        return new SurviveView(
                Survival.answer(example(), OWN, new SurviveQuestion(List.of("node-pool"), 2, 300, 2_000, 1, 2)));
    }

    /** Which nodes to buy. */
    public static PlanView size() throws IOException, InputException {
        ObjectReader reader = new ObjectReader(Problems.strict());
        reader.read(Path.of("..", "examples", "plan", "workloads.yaml"));
        SizeQuestion question = new SizeQuestion(
                GrowingCluster.of("example", reader.finish(), SchedulerConfig.byDefault(), null),
                OWN,
                CatalogueReader.read(List.of(Path.of("..", "examples", "plan", "catalogue.csv"))),
                0,
                0,
                100,
                false,
                false,
                Set.of(),
                1,
                2_000_000);
        return new SizeView((SizeAnswer.Sized) SizePlanner.answer(question));
    }

    /** All of them, made once. */
    public static synchronized List<PlanView> all() throws IOException, InputException, InterruptedException {
        if (known.isEmpty()) {
            known = List.of(classes(), mix(), compact(), survive(), size());
        }
        return known;
    }
}
