package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyText;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.planner.cluster.GrowingCluster;
import io.plimsoll.planner.cluster.KubernetesRules;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PolicyRules;
import io.plimsoll.planner.cluster.SchedulingRules;
import io.plimsoll.planner.cluster.SnapshotCluster;
import io.plimsoll.planner.cluster.TraceMoment;
import io.plimsoll.planner.headroom.PodText;
import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceContents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The options that say about which cluster a question of capacity is asked, and by which rules it decides. */
final class PlanSource {

    @Mixin
    private ClusterFiles files = new ClusterFiles();

    @Mixin
    private TraceSource source = new TraceSource();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "The moment of the trace that is meant, such as 3d4h: it is replayed to then.")
    private @Nullable Duration at;

    @Option(
            names = "--arrivals-only",
            description = "Of the trace, the pods placed one by one, none leaving, until the first that fits nowhere.")
    private boolean arrivalsOnly;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of all that is random. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--assume",
            paramLabel = "REQUESTS",
            description =
                    "With -f: what pods ask for that declare no requests, such as cpu=100m,memory=128Mi. Default: nothing.")
    private @Nullable String assume;

    /**
     * What a question is about.
     *
     * @param cluster the cluster
     * @param rules in the order of the policies; at least one
     * @param name for files
     */
    record Input(PlanCluster cluster, List<SchedulingRules> rules, String name) {}

    long seed() {
        return seed;
    }

    /** Whether the cluster comes from files. */
    boolean isOfFiles() {
        return files.areGiven();
    }

    /** Where the inputs lie, absolute. */
    List<Path> paths() {
        return files.areGiven() ? files.paths() : source.paths();
    }

    /**
     * Reads the cluster.
     *
     * @param policies the policies in words; {@value KubernetesRules#OWN} is the cluster's own scheduler, of files only
     * @param all whether, with arrivals only, all policies must place all pods; otherwise it is the first that must
     */
    Input read(CommandSpec spec, List<String> policies, boolean all) throws IOException, InputException {
        PrintWriter err = spec.commandLine().getErr();
        requireOneSource(spec);
        return files.areGiven() ? ofFiles(policies, err) : ofTrace(policies, all, err);
    }

    /**
     * A cluster that may get more nodes.
     *
     * @param cluster the cluster, which may have no nodes at all
     * @param rules by which its schedulers decide
     * @param name for files
     */
    record Growing(GrowingCluster cluster, SchedulingRules rules, String name) {}

    /** Reads the cluster as one that may get more nodes; the policy as in {@link #read}. */
    Growing growing(CommandSpec spec, String policy) throws IOException, InputException {
        PrintWriter err = spec.commandLine().getErr();
        requireOneSource(spec);
        if (!files.areGiven()) {
            Input input = ofTrace(List.of(policy), false, err);
            return new Growing(GrowingCluster.of(input.cluster()), input.rules().get(0), input.name());
        }
        Manifests objects = files.objects(source.nodes(), System.in, err);
        SchedulerConfig config = files.scheduler();
        GrowingCluster cluster = GrowingCluster.of(files.name(), objects, config, assumed());
        try {
            cluster.with(List.of());
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
        ClusterFiles.warn(objects, new ClusterSnapshot(objects, config), false, err);
        return new Growing(cluster, rules(policy, config, PolicyContext.UNKNOWN), files.name());
    }

    private void requireOneSource(CommandSpec spec) {
        if (files.areGiven()) {
            for (OptionSpec option : spec.commandLine().getParseResult().matchedOptionsSet()) {
                if (List.of("--at", "--arrivals-only", "--trace", "--workload").contains(option.longestName())) {
                    throw Failure.usage(
                            "The option " + option.longestName() + " must not come with -f.",
                            "Maybe it is left over from a question about a trace.");
                }
            }
            return;
        }
        if (files.hasConfig() || assume != null) {
            throw Failure.usage(
                    "The option " + (assume == null ? "--config" : "--assume") + " must come with -f.",
                    "Maybe -f cluster.yaml was forgotten.");
        }
        if ((at == null) != arrivalsOnly) {
            throw Failure.usage(
                    "The cluster must be given: with -f, or as a moment of a trace with one of --at and --arrivals-only.",
                    "Maybe -f cluster.yaml was forgotten; kubectl get nodes,pods,pdb -A -o yaml makes one. Of a trace, --at 3d4h "
                            + "is a moment.");
        }
    }

    private @Nullable Resources assumed() {
        try {
            return assume == null ? null : PodText.resources(assume);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    private static SchedulingRules rules(String policy, SchedulerConfig config, PolicyContext context) {
        boolean own = policy.equals(KubernetesRules.OWN);
        return new KubernetesRules(config, own ? null : parse(policy, context), context);
    }

    private Input ofFiles(List<String> policies, PrintWriter err) throws IOException, InputException {
        @Nullable Resources assumed = assumed();
        ClusterSnapshot snapshot = files.read(source.nodes(), System.in, err);
        if (snapshot.nodes().isEmpty()) {
            throw Failure.badInput(
                    "The objects of -f must have nodes.",
                    "Maybe kubectl get nodes -o yaml was forgotten, or --nodes 10:cpu=16,memory=64Gi.");
        }
        PlanCluster cluster;
        try {
            cluster = SnapshotCluster.of(files.name(), snapshot, assumed);
        } catch (IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
        List<PodSpec> pods = new ArrayList<>();
        cluster.pods().forEach(pod -> pods.add(pod.wanted()));
        PolicyContext context = PolicyContext.of(cluster.nodes(), pods);
        List<SchedulingRules> rules = new ArrayList<>();
        policies.forEach(policy -> rules.add(rules(policy, snapshot.config(), context)));
        return new Input(cluster, rules, files.name());
    }

    private Input ofTrace(List<String> policies, boolean all, PrintWriter err) throws IOException, InputException {
        TraceSource.Loaded loaded = source.load(seed, arrivalsOnly, err);
        EventSource trace = loaded.trace();
        List<NodeSpec> nodes = trace.header().initialNodes();
        if (trace.contents().nodes() == 0) {
            throw Failure.usage(
                    "The trace (" + trace.header().name() + ") of --trace must have nodes.",
                    "Maybe --nodes 700:cpu=64,memory=256Gi was forgotten.");
        }
        PolicyContext context = new PolicyContext(ReferenceCapacity.largestOf(nodes), requests(trace));
        List<SchedulingRules> rules = new ArrayList<>();
        for (String policy : policies) {
            if (policy.equals(KubernetesRules.OWN)) {
                throw Failure.usage(
                        "The policy (" + policy + ") must be that of a Kubernetes cluster.",
                        "Maybe least-allocated was meant, which is how kube-scheduler scores by default.");
            }
            rules.add(new PolicyRules(parse(policy, context), context));
        }
        PlanCluster cluster = arrivalsOnly
                ? TraceMoment.ofArrivals(Trace.of(trace), all ? rules : rules.subList(0, 1), rules.get(0), seed)
                : TraceMoment.at(at == null ? 0 : at.toMillis(), trace, rules.get(0), seed);
        if (cluster.nodes().isEmpty()) {
            throw Failure.usage(
                    "The trace (" + trace.header().name() + ") must have nodes at the moment of --at.",
                    "Maybe a later moment was meant.");
        }
        return new Input(cluster, rules, trace.header().name());
    }

    /** The policy in words; a mistake in it shows now and not in the middle of the work. */
    private static PolicyText parse(String policy, PolicyContext context) {
        PolicyText text = Policies.load().parse(policy);
        text.profile(context);
        return text;
    }

    private static List<TypicalPods.Request> requests(EventSource trace) {
        Map<PodSpec, Long> pods = new LinkedHashMap<>();
        for (TraceContents.Template template : trace.contents().templates()) {
            pods.merge(template.pod(), template.pods(), Long::sum);
        }
        return TypicalPods.counted(pods);
    }
}
