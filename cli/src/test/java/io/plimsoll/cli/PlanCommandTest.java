package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plan headroom}, {@code compact} and {@code survive}. */
class PlanCommandTest {

    private static final Path EXAMPLE = Path.of("../examples/plan/cluster.yaml");

    private static final String NODE =
            "{apiVersion: v1, kind: Node, metadata: {name: %s}, status: {allocatable: {cpu: \"4\", memory: 8Gi, pods: \"10\"}}}";

    private static final String POD =
            "{apiVersion: v1, kind: Pod, metadata: {name: %s, uid: %s, labels: {app: web}}, spec: {"
                    + "nodeName: %s, containers: [{name: c, resources: {requests: {cpu: \"%s\"}}}]}}";

    @TempDir
    private Path temp;

    private CommandRun plan(String question, String... more) {
        List<String> args = new ArrayList<>(List.of("plan", question, "--output=" + temp.resolve("out")));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private CommandRun ofExample(String question, String... more) {
        List<String> args = new ArrayList<>(List.of("-f", EXAMPLE.toString()));
        args.addAll(List.of(more));
        return plan(question, args.toArray(String[]::new));
    }

    private String file(String name, String... documents) throws IOException {
        return Files.writeString(
                        temp.resolve(name),
                        "# objects\n" + String.join("\n---\n", documents) + "\n",
                        StandardCharsets.UTF_8)
                .toString();
    }

    private String trace() throws IOException {
        return SmallTrace.in(temp.resolve("trace")).folder().toString();
    }

    private static void refused(CommandRun run, int exitCode, String message) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.err()).contains(message).contains("Maybe ").doesNotContain("Exception");
    }

    @Test
    void theGroupAndEveryQuestionShouldShowHelpWithAnExample() {
        assertThat(CommandRun.of("plan").out()).contains("headroom", "compact", "survive", "Examples:");
        for (String question : List.of("headroom", "compact", "survive")) {
            CommandRun help = CommandRun.of("plan", question, "--help");
            assertThat(help.exitCode()).isEqualTo(ExitCode.DONE);
            assertThat(help.out())
                    .contains("Examples:", "plimsoll plan " + question + " -f examples/plan/cluster.yaml");
        }
    }

    @Test
    void headroomOfOneTemplateShouldSayHowManyTheBoundTheZonesAndWhatRunsOut() throws IOException {
        CommandRun run = ofExample("headroom", "--pod", "cpu=500m,memory=1Gi");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .startsWith(
                        "61 more pods like cpu=500m, memory=1Gi fit; no placement has more. In one piece, the free space "
                                + "would hold 65.\n")
                .contains("zone-a      8        20", "Insufficient cpu                          19               19");
        assertThat(FilesIn.folder(temp.resolve("out"))).containsExactly("environment.json", "plan.json", "report.html");
        String json = ofExample("headroom", "--pod", "cpu=500m,memory=1Gi", "-o", "json")
                .out();
        assertThat(json).isEqualTo(Files.readString(temp.resolve("out/plan.json")));
        assertThat(json).contains("\"question\": \"headroom\"", "\"exact\": true", "\"pods\": 61", "\"bound\": 61");
        assertThat(Files.readString(temp.resolve("out/report.html")))
                .contains("61 more pods like", "What this rests on");
    }

    @Test
    void headroomWithoutTemplateShouldAskAboutEveryClass() {
        CommandRun run = ofExample("headroom");
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).startsWith("Of 8 kinds of pods that the cluster has, 2 have no room; ");
        assertThat(ofExample("headroom", "--all-classes").out()).isEqualTo(run.out());
    }

    @Test
    void templatesShouldComeFromFilesAndFromWorkloadsOfTheClusterAlike() {
        CommandRun file = ofExample("headroom", "--pod", "../examples/plan/web.yaml");
        CommandRun like = ofExample("headroom", "--like", "deployment/web");
        assertThat(file.out()).startsWith("26 more pods like shop/Deployment/web fit");
        assertThat(like.out()).isEqualTo(file.out());
        CommandRun mix =
                ofExample("headroom", "--pod", "3x../examples/plan/web.yaml", "--pod", "cpu=100m,memory=100Mi");
        assertThat(mix.out()).startsWith("8 more sets of 3 x shop/Deployment/web and 1 x cpu=100m, memory=100Mi fit; ");
    }

    @Test
    void whatFitsNoNodeShouldBeSaidInTheSmallestTerms() {
        CommandRun run = ofExample("headroom", "--pod", "cpu=1,gpu=9");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(run.out())
                .startsWith("No pod like cpu=1, nvidia.com/gpu=9 fits any node, not even an empty one: it needs 9 "
                        + "nvidia.com/gpu, the largest node has 4.");
        assertThat(ofExample("headroom", "--pod", "cpu=100,memory=1Ti").out())
                .contains(
                        "it needs 100 CPUs, the largest node has 16; needs 1Ti of memory, the largest node has 64Gi.");
        CommandRun full = ofExample("headroom", "--like", "search");
        assertThat(full.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(full.out()).startsWith("Not one more pod like shop/Deployment/search fits; ");
    }

    @Test
    void compactShouldCompareTheClustersOwnSchedulerWithPoliciesInMachines() {
        CommandRun run = ofExample("compact", "--policies", "kube-scheduler,least-allocated", "--trials", "3");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .startsWith(
                        "The 139 pods fit on 21 of the 24 nodes under kube-scheduler, least-allocated 21; no policy can do "
                                + "with fewer than 21 (90th percentile of 3 trials).");
        assertThat(ofExample(
                                "compact",
                                "--policies",
                                "kube-scheduler,least-allocated",
                                "--trials",
                                "3",
                                "--threads",
                                "2")
                        .out())
                .isEqualTo(run.out());
    }

    @Test
    void aWorkloadThatNoPolicyPlacesAgainShouldEndWithOne() {
        CommandRun run = ofExample("compact", "--policies", "dot-product", "--trials", "2");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(run.out()).startsWith("No policy places the 139 pods again on the 24 nodes; at least ");
    }

    @Test
    void surviveShouldJudgeZonesRacksPoolsAndNodesAndSayWhatToAdd() throws IOException {
        CommandRun run = ofExample("survive", "--any", "2", "--by", "node-pool");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(run.out())
                .startsWith(
                        "12 of 24 nodes, none of 3 zones, none of 6 racks, none of 3 pools and none of 3 groups may fail with "
                                + "all pods placed again; after the worst, pool general, 83 pods wait, and at least 81 whatever the "
                                + "order; that any 2 nodes may fail is refuted.\n")
                .contains("breaks 3 budgets", "3 like node-05, 1 like node-07");
        assertThat(Files.readString(temp.resolve("out/plan.json")))
                .contains("\"budget\": \"shop/db\"", "\"workload\": \"ml/Deployment/serve\"");
    }

    @Test
    void aClusterWithRoomShouldSurviveAndEndWithZero() throws IOException {
        String cluster = file(
                "roomy.yaml",
                NODE.formatted("a"),
                NODE.formatted("b"),
                NODE.formatted("c"),
                POD.formatted("web-1", "u1", "a", "1"),
                POD.formatted("web-2", "u2", "b", "1"));
        CommandRun run = plan("survive", "-f", cluster, "--any", "2");
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .startsWith("Any node may fail with all pods placed again; that any 2 nodes may fail is proven.");
    }

    @Test
    void momentsOfATraceShouldBeAskedAboutUnderAPolicy() throws IOException {
        CommandRun at = plan("headroom", "--trace", trace(), "--at", "35s", "--policy", "most-allocated");
        assertThat(at.exitCode()).as(at.err()).isEqualTo(ExitCode.DONE);
        assertThat(at.out()).startsWith("Of 4 kinds of pods");
        CommandRun later = plan("headroom", "--trace", trace(), "--at", "61s", "--policy", "most-allocated");
        assertThat(later.out()).startsWith("Of 2 kinds of pods");
        CommandRun arrivals = plan("compact", "--trace", trace(), "--arrivals-only", "--trials", "2");
        assertThat(arrivals.exitCode()).as(arrivals.err()).isEqualTo(ExitCode.DONE);
        assertThat(arrivals.out())
                .startsWith("The 3 pods fit on 1 of the 3 nodes under ")
                .contains("gpu-packing", "fgd");
    }

    @Test
    void redactedOutputsShouldNameNothingAndBeStableForASalt() throws IOException {
        List<String> secrets = List.of("shop/", "zone-a", "rack-a1", "/web", "cluster.yaml");
        for (String question : List.of("headroom", "survive")) {
            CommandRun run = ofExample(question, "--redact", "pepper");
            String everything = run.out().replace(temp.toString(), "");
            for (String name : FilesIn.folder(temp.resolve("out"))) {
                String text = Files.readString(temp.resolve("out").resolve(name));
                int scripts = text.indexOf("echarts");
                String own = scripts < 0
                        ? text
                        : text.substring(text.indexOf("<header"), scripts)
                                + text.substring(
                                        text.indexOf("id=\"data-plan\""), text.indexOf("<script>", scripts - 1));
                everything += own;
            }
            assertThat(everything).contains("workload-").doesNotContainPattern("node-\\d\\d[^0-9a-f]");
            for (String secret : secrets) {
                assertThat(everything.contains(secret)).as(secret).isFalse();
            }
            assertThat(ofExample(question, "--redact", "pepper").out()).isEqualTo(run.out());
            assertThat(ofExample(question, "--redact", "salt").out()).isNotEqualTo(run.out());
        }
    }

    @Test
    void podsWithoutRequestsShouldBeCountedAndAssumedToAskForWhatWasSaid() throws IOException {
        ofExample("headroom", "--quiet");
        assertThat(Files.readString(temp.resolve("out/plan.json")))
                .contains(
                        "1 of 9 workloads declares no requests for CPU and memory; their 10 pods are assumed to ask for "
                                + "nothing but a place");
        CommandRun assumed = ofExample("headroom", "--assume", "cpu=100m,memory=128Mi", "--like", "sidecars");
        assertThat(assumed.out()).startsWith("319 more pods like shop/Deployment/sidecars fit");
        assertThat(Files.readString(temp.resolve("out/plan.json")))
                .contains("assumed to ask for cpu=100m, memory=128Mi each");
    }

    @ParameterizedTest
    @ValueSource(strings = {"headroom", "compact", "survive"})
    void aQuestionWithoutAClusterShouldBeRefused(String question) {
        refused(plan(question), ExitCode.USAGE, "The cluster must be given");
    }

    @ParameterizedTest
    @CsvSource({
        "--at=1h, The option --at must not come with -f",
        "--arrivals-only, The option --arrivals-only must not come with -f",
        "--trace=x, The option --trace must not come with -f",
        "--policy=best-fitt, best-fit",
        "--redact=, The salt () of --redact must not be empty",
        "--assume=cpu=lots, The amount (lots) of cpu",
        "--config=missing.yaml, missing.yaml"
    })
    void anOptionOfTheClusterThatMakesNoSenseShouldBeRefused(String option, String message) {
        CommandRun run = ofExample("headroom", option);
        assertThat(run.exitCode()).as(run.err()).isIn(ExitCode.USAGE, ExitCode.BAD_INPUT, ExitCode.IO);
        assertThat(run.err()).contains(message).contains("Maybe ").doesNotContain("Exception");
        assertThat(temp.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--pod=cpus=2, The resource (cpus) of pod (cpus=2) must be one of",
        "--pod=cpu=two, The amount (two) of cpu",
        "'--pod=cpu=1,gpu=0.5', The amount (500m) of gpu",
        "'--pod=cpu=1,memory', The amount () of memory",
        "--pod=0xcpu=1, The share (0) of pod (0xcpu=1) must be at least 1",
        "--like=wep, Maybe web was meant",
        "--like=0xweb, The share (0) of pod (0xweb) must be at least 1"
    })
    void aTemplateThatCannotBeUnderstoodShouldBeRefused(String option, String message) {
        refused(ofExample("headroom", option), ExitCode.USAGE, message);
    }

    @Test
    void aTemplateFileShouldHavePodsOfOneWorkload() throws IOException {
        String two = file("two.yaml", POD.formatted("a", "u1", "nx", "1"), POD.formatted("b", "u2", "nx", "1"));
        refused(ofExample("headroom", "--pod", two), ExitCode.BAD_INPUT, "must be those of one workload, not of 2");
        String none = file("none.yaml", NODE.formatted("a"));
        refused(ofExample("headroom", "--pod", none), ExitCode.BAD_INPUT, "must be those of one workload, not of 0");
        CommandRun missing =
                ofExample("headroom", "--pod", temp.resolve("gone.yaml").toString());
        assertThat(missing.exitCode()).isIn(ExitCode.BAD_INPUT, ExitCode.IO);
        assertThat(missing.err()).contains("gone.yaml").contains("Maybe ");
    }

    @Test
    void aNameThatSeveralWorkloadsHaveShouldBeRefused() throws IOException {
        String cluster = file(
                "twice.yaml",
                NODE.formatted("a"),
                POD.formatted("web", "u1", "a", "1"),
                POD.formatted("web", "u2", "a", "1").replace("name: web,", "name: web, namespace: other,"));
        refused(
                plan("headroom", "-f", cluster, "--like", "web"),
                ExitCode.USAGE,
                "must be one, not default/Pod/web, other/Pod/web");
    }

    @Test
    void allClassesAndATemplateShouldNotComeTogether() {
        refused(
                ofExample("headroom", "--all-classes", "--pod", "cpu=1"),
                ExitCode.USAGE,
                "The option --all-classes must come without --pod and --like");
    }

    @Test
    void clustersWithoutNodesOrPodsShouldBeRefused() throws IOException {
        String noNodes = file("pods.yaml", POD.formatted("a", "u1", "nx", "1"));
        refused(plan("survive", "-f", noNodes), ExitCode.BAD_INPUT, "The objects of -f must have nodes");
        String noPods = file("nodes.yaml", NODE.formatted("a"));
        refused(plan("survive", "-f", noPods), ExitCode.BAD_INPUT, "The cluster must have pods on its nodes");
        refused(plan("compact", "-f", noPods), ExitCode.BAD_INPUT, "The cluster must have pods on its nodes");
        refused(plan("headroom", "-f", noPods), ExitCode.BAD_INPUT, "must have pods whose classes can be asked about");
    }

    @Test
    void allProblemsOfABrokenClusterShouldBeToldAtOnce() throws IOException {
        String broken = file(
                "broken.yaml",
                NODE.formatted("a").replace("\"4\"", "four"),
                POD.formatted("a", "u1", "a", "many"),
                "{apiVersion: v1, kind: Pod}");
        CommandRun run = plan("survive", "-f", broken);
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("four", "many", "broken.yaml:6");
    }

    @Test
    void aBrokenConfigurationOfTheSchedulerShouldBeRefused() throws IOException {
        String config = file(
                "config.yaml",
                "{apiVersion: kubescheduler.config.k8s.io/v1, kind: KubeSchedulerConfiguration, profilez: []}");
        refused(ofExample("survive", "--config", config), ExitCode.BAD_INPUT, "profilez");
    }

    @Test
    void aBudgetThatIsNoNumberShouldBeRefused() throws IOException {
        String cluster = file(
                "budget.yaml",
                NODE.formatted("a"),
                POD.formatted("web", "u1", "a", "1"),
                "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web}, spec: {minAvailable: half, selector: "
                        + "{matchLabels: {app: web}}}}");
        CommandRun run = plan("survive", "-f", cluster);
        refused(run, ExitCode.BAD_INPUT, "half");
    }

    @ParameterizedTest
    @CsvSource({
        "compact, --trials=0, The number of trials (0)",
        "compact, --max-pending=2, The share (2.0) of --max-pending must be 0 to 1",
        "compact, --max-pending=-0.1, must be 0 to 1",
        "compact, --threads=0, The number of threads (0) of --threads must be at least 1",
        "compact, --policies=bound:infinite, must be without bounds (bound:infinite)",
        "compact, --policies=first-fot, first-fit",
        "compact, '--policies=best-fit,best-fit', must be named once",
        "survive, --any=0, The number of nodes (0) of --any must be 1 to 24",
        "survive, --any=25, The number of nodes (25) of --any must be 1 to 24",
        "survive, --sets=0, The number of sets (0)",
        "survive, --threads=-1, The number of threads (-1)",
        "survive, --by=topology.kubernetes.io/zne, Maybe topology.kubernetes.io/zone was meant"
    })
    void aNumberOutOfItsRangeShouldBeRefused(String question, String option, String message) {
        refused(ofExample(question, option), ExitCode.USAGE, message);
    }

    @Test
    void whatBelongsToTracesShouldBeRefusedWithoutOne() throws IOException {
        refused(
                plan("survive", "--trace", trace(), "--at", "1h", "--arrivals-only"),
                ExitCode.USAGE,
                "one of --at and --arrivals-only");
        refused(plan("survive", "--trace", trace()), ExitCode.USAGE, "The cluster must be given");
        refused(
                plan("compact", "--trace", trace(), "--arrivals-only", "--policies", "kube-scheduler"),
                ExitCode.USAGE,
                "The policy (kube-scheduler) must be that of a Kubernetes cluster");
        refused(
                plan("survive", "--trace", trace(), "--at", "0s", "--config", "x.yaml"),
                ExitCode.USAGE,
                "The option --config must come with -f");
        refused(
                plan("survive", "--trace", trace(), "--at", "0s", "--assume", "cpu=1"),
                ExitCode.USAGE,
                "The option --assume must come with -f");
        refused(
                plan("survive", "--trace", temp.resolve("no").toString(), "--at", "1h"),
                ExitCode.BAD_INPUT,
                "must exist");
        CommandRun time = plan("survive", "--trace", trace(), "--at", "soon");
        assertThat(time.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(time.err()).contains("soon");
    }

    @Test
    void aPlaceThatIsNoFolderShouldBeRefused() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        CommandRun run = CommandRun.of("plan", "headroom", "-f", EXAMPLE.toString(), "--pod=cpu=1", "--output=" + file);
        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err()).contains("Maybe ");
    }
}
