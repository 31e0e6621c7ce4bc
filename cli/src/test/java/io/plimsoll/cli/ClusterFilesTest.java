package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explain} and {@code simulate -f} on clusters of files. */
class ClusterFilesTest {

    private static final String CLUSTER = """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Node, metadata: {name: w1, labels: {kubernetes.io/hostname: w1}}, status: {allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}}
            - {apiVersion: v1, kind: Node, metadata: {name: w2, labels: {kubernetes.io/hostname: w2}}, status: {allocatable: {cpu: "4", memory: 8Gi, pods: "110"}}}
            - {apiVersion: v1, kind: Node, metadata: {name: w3}, spec: {taints: [{key: gpu, effect: NoSchedule}]}, status: {allocatable: {cpu: "64", memory: 256Gi, pods: "110"}}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 3
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: c, resources: {requests: {cpu: 1500m, memory: 1Gi}}}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: big, namespace: shop}
            spec: {containers: [{name: c, resources: {requests: {cpu: "8"}}}]}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: s}}
            """;

    private static final String STORAGE = """
            apiVersion: storage.k8s.io/v1
            kind: StorageClass
            metadata: {name: standard, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
            provisioner: example.com/disk
            volumeBindingMode: WaitForFirstConsumer
            """;

    @TempDir
    private Path temp;

    private Path cluster = Path.of("");

    @BeforeEach
    void write() throws IOException {
        cluster = Files.writeString(temp.resolve("cluster.yaml"), CLUSTER);
    }

    private CommandRun simulate(String... more) {
        List<String> args =
                new ArrayList<>(List.of("simulate", "-f", cluster.toString(), "--output=" + temp.resolve("out")));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void whyAPodIsPendingShouldBeSaidForEveryNode() {
        CommandRun run = CommandRun.of("explain", "big", "-f", cluster.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).contains("Not modelled, and without effect: 1 v1 Secret.");
        assertThat(run.out().lines())
                .contains(
                        "Pod shop/big, priority 0, scheduler default-scheduler",
                        "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.",
                        "preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
                        "Each of these alone would make it fit, the smallest change first:",
                        "  request 4 cpu instead of 8 (50 % less)",
                        "  tolerate the taint gpu:NoSchedule",
                        "w1, w2  NodeResourcesFit  Insufficient cpu",
                        "w3      TaintToleration   node(s) had untolerated taint(s)")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(CommandRun.of("explain", "big", "-f", cluster.toString(), "--all")
                        .out()
                        .lines())
                .contains("w1    NodeResourcesFit  Insufficient cpu", "w2    NodeResourcesFit  Insufficient cpu");
    }

    @Test
    void whoWouldBePreemptedShouldBeSaid() throws IOException {
        String pod =
                "- {apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {app: %1$s}}, spec: {priorityClassName: p%d, %s"
                        + " containers: [{name: c, resources: {requests: {cpu: \"%d\"}}}]}, status: {%s}}%n";
        String node =
                "- {apiVersion: v1, kind: Node, metadata: {name: %s}, status: {allocatable: {cpu: \"4\", pods: \"9\"}}}%n";
        String priority =
                "- {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: p%d}, value: %1$d}%n";
        String budget =
                "- {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: a}, spec: {minAvailable: 1,"
                        + " selector: {matchLabels: {app: a}}}, status: {disruptionsAllowed: 0, currentHealthy: 1,"
                        + " desiredHealthy: 1, expectedPods: 1}}\n";
        Files.writeString(
                cluster,
                "apiVersion: v1\nkind: List\nitems:\n"
                        + node.formatted("n1")
                        + node.formatted("n2")
                        + priority.formatted(5)
                        + priority.formatted(9)
                        + priority.formatted(10)
                        + priority.formatted(11).replace("value:", "preemptionPolicy: Never, value:")
                        + pod.formatted("a", 5, "nodeName: n1,", 2, "")
                        + pod.formatted("b", 9, "nodeName: n2,", 2, "")
                        + pod.formatted("first", 10, "", 3, "")
                        + pod.formatted("promised", 10, "", 2, "nominatedNodeName: n1")
                        + pod.formatted("late", 9, "", 2, "")
                        + pod.formatted("shy", 11, "preemptionPolicy: Never,", 3, "")
                        + budget);
        // Not a, which a budget protects and whose node another pod was promised.
        CommandRun first = CommandRun.of("explain", "first", "-f", cluster.toString());
        assertThat(first.out().lines())
                .as(first.err())
                .contains("0/2 nodes are available: 2 Insufficient cpu.", "  It would preempt on n2: default/b.");
        assertThat(CommandRun.of("explain", "late", "-f", cluster.toString()).out())
                .as("n1 has room, which is promised")
                .contains(" to n2");
        assertThat(CommandRun.of("explain", "shy", "-f", cluster.toString())
                        .out()
                        .lines())
                .contains("preemption: not eligible due to preemptionPolicy=Never.");
    }

    @Test
    void aPodGroupShouldGetAllThePlacesItNeedsOrNone() throws IOException {
        String worker = "- {apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {%s}}, spec: {%s"
                + " containers: [{name: c, resources: {requests: {cpu: \"%d\"}}}]}}%n";
        String ofObject = "scheduling.x-k8s.io/pod-group: %s";
        String ofLabels =
                "pod-group.scheduling.sigs.k8s.io/name: tune, pod-group.scheduling.sigs.k8s.io/min-available: '2'";
        String group =
                "- {apiVersion: scheduling.x-k8s.io/v1alpha1, kind: PodGroup, metadata: {name: %s}, spec: {minMember: %d,"
                        + " scheduleTimeoutSeconds: 10}, status: {phase: Pending}}%n";
        StringBuilder items = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");
        for (int i = 0; i < 2; i++) {
            items.append(("- {apiVersion: v1, kind: Node, metadata: {name: n%d}, status: {allocatable: {cpu: \"4\","
                            + " pods: \"9\"}}}%n")
                    .formatted(i));
        }
        items.append(group.formatted("train", 3)).append(group.formatted("half", 2));
        for (int i = 0; i < 3; i++) {
            // Only two of these find a place: none goes.
            items.append(worker.formatted("train-" + i, ofObject.formatted("train"), "", 3));
        }
        // One is on a node already: one more is enough, the other does without.
        items.append(worker.formatted("half-0", ofObject.formatted("half"), "nodeName: n0,", 1));
        items.append(worker.formatted("half-1", ofObject.formatted("half"), "", 2));
        items.append(worker.formatted("half-2", ofObject.formatted("half"), "", 4));
        items.append(worker.formatted("tune-0", ofLabels, "", 1));
        items.append(worker.formatted("tune-1", ofLabels, "", 1));
        items.append(worker.formatted("lost", ofObject.formatted("gone"), "", 1));
        items.append(worker.formatted("gated", ofObject.formatted("train"), "schedulingGates: [{name: g}],", 1));
        Files.writeString(cluster, items);

        CommandRun run = simulate();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.err())
                .contains("Held back by scheduling gates: default/gated.")
                .doesNotContain("PodGroup");
        assertThat(run.out().lines())
                .contains(
                        "default/Pod/train-0: 0 of 1 placed",
                        "  1 waits: pod group default/train needs places for 3 pods at the same time, and finds 0.",
                        "default/Pod/half-1: 1 placed, on n1",
                        "default/Pod/half-2: 0 of 1 placed",
                        "  1 waits: 0/2 nodes are available: 2 Insufficient cpu.",
                        "default/Pod/tune-0: 1 placed, on n0",
                        "default/Pod/tune-1: 1 placed, on n0",
                        "default/Pod/lost: 1 placed, on n1")
                .doesNotContain("default/Pod/train-1: 1 placed, on n0", "default/Pod/train-1: 1 placed, on n1");
    }

    @Test
    void aPodGroupWithoutItsMinimumShouldBeRefused() throws IOException {
        Files.writeString(cluster, """
                ---
                {apiVersion: scheduling.x-k8s.io/v1alpha1, kind: PodGroup, metadata: {name: a}, spec: {minMember: 0}}
                ---
                {apiVersion: scheduling.x-k8s.io/v1alpha1, kind: PodGroup, metadata: {name: b}, spec: {minMembers: 2}}
                ---
                {apiVersion: scheduling.x-k8s.io/v1alpha1, kind: PodGroup, metadata: {name: c}}
                """);
        CommandRun run = simulate();
        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err())
                .contains("The spec.minMember (0) of PodGroup a (document 1) must be at least 1.")
                .contains("The spec.minMember of PodGroup b (document 2) must be given.")
                .contains("The spec of PodGroup c (document 3) must be given.");
    }

    @Test
    void whereAPodWouldGoShouldBeSaidWithAllScores() {
        CommandRun run = CommandRun.of("explain", "deployment/web", "-f", cluster.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains(" to w1").contains("Scores: a TaintToleration, b NodeResourcesFit, c");
        assertThat(run.out().lines())
                .contains(
                        "node   total  a x3  b x1  c x1  d x1",
                        "w1 <-    461   100    74    87     0",
                        "w2       461   100    74    87     0",
                        "Each of these alone would send it elsewhere:",
                        "  cordon w1: to w2");
        CommandRun one = CommandRun.of("explain", "deployment/web", "-f", cluster.toString(), "--node=w3");
        assertThat(one.out()).contains("w3    TaintToleration").doesNotContain("\nw2");
    }

    @Test
    void standardInputShouldBeAFileLikeAnyOther() throws IOException {
        InputStream before = System.in;
        try (InputStream in = new ByteArrayInputStream(CLUSTER.getBytes(StandardCharsets.UTF_8))) {
            System.setIn(in);
            assertThat(CommandRun.of("explain", "big", "-f", "-").out()).contains("0/3 nodes are available");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void everythingPendingShouldBePlacedAndReported() throws IOException {
        CommandRun run = simulate();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines().toList())
                .startsWith(
                        "shop/Pod/big: 0 of 1 placed",
                        "  1 waits: 0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu.",
                        "shop/Deployment/web: 3 placed, on w1 (2), w2")
                .anyMatch(line -> line.startsWith("kube-scheduler placed 3 of 4 pods; CPUs were 6.2 % allocated"));
        assertThat(FilesIn.folder(temp.resolve("out")))
                .containsExactly("decisions.csv", "environment.json", "report.html", "run.json", "series.csv");
        assertThat(Files.readString(temp.resolve("out/decisions.csv")))
                .hasLineCount(5)
                .contains("bound,w2");
        assertThat(Files.readString(temp.resolve("out/report.html")))
                .contains("Pods waiting", "no node could take them")
                .doesNotContain("Pods dropped");
        byte[] first = Files.readAllBytes(temp.resolve("out/run.json"));
        assertThat(simulate("-o", "json").out()).isEqualTo(new String(first, StandardCharsets.UTF_8));
    }

    @Test
    void yamlShouldBeThePodsWithTheirNodesAndNothingElse() throws IOException {
        CommandRun run = simulate("-o", "yaml");
        Path placed = Files.writeString(temp.resolve("placed.yaml"), run.out());
        assertThat(run.out()).startsWith("---\napiVersion: v1\nkind: Pod\n");
        // Read again with the nodes, nothing is left to be placed.
        Path nodes = Files.writeString(temp.resolve("nodes.yaml"), CLUSTER.substring(0, CLUSTER.indexOf("---")));
        CommandRun again = CommandRun.of(
                "simulate", "-f", nodes.toString(), "-f", placed.toString(), "--output=" + temp.resolve("again"));
        assertThat(again.out()).startsWith("kube-scheduler placed 3 of 3 pods");
    }

    @Test
    void aListOfNodesShouldStandForACluster() throws IOException {
        Path pods = Files.writeString(temp.resolve("pods.yaml"), CLUSTER.substring(CLUSTER.indexOf("---")));
        CommandRun run = CommandRun.of(
                "simulate",
                "-f",
                pods.toString(),
                "--nodes=2:cpu=16,memory=64Gi",
                "--output=" + temp.resolve("generated"));
        assertThat(run.out()).contains("kube-scheduler placed 4 of 4 pods");
    }

    @Test
    void nodesShouldBeSampledWhereThatIsAskedFor() throws IOException {
        Path config = Files.writeString(
                temp.resolve("config.yaml"),
                "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\npercentageOfNodesToScore: 10\n");
        Path pods = Files.writeString(temp.resolve("pods.yaml"), CLUSTER.substring(CLUSTER.indexOf("---")));
        String[] all = {
            "simulate",
            "-f",
            pods.toString(),
            "--nodes=150:cpu=16,memory=64Gi",
            "--config=" + config,
            "--output=" + temp.resolve("sampled"),
            "--emulate-sampling"
        };
        CommandRun sampled = CommandRun.of(all);
        // Of 150 nodes 100 are enough. The second search begins at the 101st node and comes round to the 50th.
        assertThat(sampled.exitCode()).as(sampled.err()).isEqualTo(ExitCode.DONE);
        assertThat(sampled.err()).doesNotContain("percentageOfNodesToScore");
        assertThat(Files.readString(temp.resolve("sampled/run.json"))).contains("\"sampling\": \"emulated\"");
        CommandRun plain = CommandRun.of(List.of(all).subList(0, all.length - 1).toArray(String[]::new));
        assertThat(plain.err())
                .contains("Warning: The setting percentageOfNodesToScore (10) is not modelled unless asked for");
        assertThat(plain.out()).contains("4 of 4 pods");
        assertThat(sampled.out()).contains("4 of 4 pods").isNotEqualTo(plain.out());
    }

    @Test
    void everyWarningAboutTheConfigurationShouldBeShown() throws IOException {
        StringBuilder text = new StringBuilder(
                "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\nextenders:\n");
        for (int i = 0; i < 15; i++) {
            text.append("- urlPrefix: http://x").append(i).append('\n');
        }
        Path config = Files.writeString(temp.resolve("config.yaml"), text);
        assertThat(CommandRun.of("explain", "big", "-f", cluster.toString(), "--config=" + config)
                        .err())
                .contains("The extender http://x0 is not asked", "The extender http://x14 is not asked");
    }

    @Test
    void whatCanNeverWorkShouldBeFound() {
        CommandRun run = CommandRun.of("cluster", "lint", "-f", cluster.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(run.out())
                .contains("The spec of Pod shop/big must fit a node that has no pods: 0/3 nodes are available")
                .contains("warning: ")
                .endsWith("1 error, 2 warnings" + System.lineSeparator());
        CommandRun json = CommandRun.of("cluster", "lint", "-f", cluster.toString(), "-o", "json");
        assertThat(json.out()).startsWith("{").contains("\"severity\" : \"error\"");
        assertThat(CommandRun.of("cluster").out()).contains("lint");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster lint | 2 | The option -f must name the files | Maybe -f cluster.yaml was forgotten",
                "cluster lint -f BROKEN | 3 | BROKEN:4: | Maybe ",
                "explain big | 2 | The option -f must name the files | Maybe -f cluster.yaml was forgotten",
                "explain bigg -f CLUSTER | 2 | The pod (bigg) must be there. | Maybe big was meant.",
                "explain big -f CLUSTER --node w9 | 2 | The node (w9) of --node must be there. | Maybe w1 was meant.",
                "explain big -f nowhere.yaml | 3 | nowhere.yaml | Maybe ",
                "explain big -f CLUSTER --config CLUSTER | 3 | KubeSchedulerConfiguration | Maybe ",
                "explain big -f CLUSTER --nodes 1:cpu=1 | 2 | memory | Maybe ",
                "explain | 2 | POD | ",
                "simulate -f PODS | 3 | The objects of -f must have nodes. | Maybe kubectl get nodes",
                "simulate -f CLUSTER --policy fgd | 2 | The option --policy must not come with -f. | Maybe ",
                "simulate -f CLUSTER --arrivals-only | 2 | The option --arrivals-only must not come with -f. | Maybe ",
                "simulate --config CLUSTER | 2 | The option --config must come with -f. | Maybe ",
                "simulate --emulate-sampling | 2 | The option --emulate-sampling must come with -f. | Maybe ",
                "simulate -o yaml | 2 | The option -o yaml must come with -f. | Maybe ",
                "compare -o yaml | 2 | must be one of table, json. | ",
                "simulate -f BROKEN | 3 | BROKEN:4: The spec.containers[0].resources (x) of Pod web (document 1) must be an object. | Maybe its fields",
                "simulate -f TWICE | 3 | must be the only one of its kind in its namespace | Maybe one file is a later version",
            })
    void badUseAndBadInputShouldBeSaidInTwoLines(String line, int exitCode, String problem, String advice)
            throws IOException {
        String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: c, %s: x}]}\n";
        Files.writeString(temp.resolve("PODS"), pod.formatted("image"));
        Files.writeString(temp.resolve("BROKEN"), pod.formatted("resources"));
        Files.writeString(
                temp.resolve("TWICE"),
                CLUSTER + "---\n" + pod.formatted("image") + "---\n" + pod.formatted("workingDir"));
        String[] args = line.replace("CLUSTER", cluster.toString())
                .replace("PODS", temp.resolve("PODS").toString())
                .replace("BROKEN", temp.resolve("BROKEN").toString())
                .replace("TWICE", temp.resolve("TWICE").toString())
                .split(" ");
        CommandRun run = CommandRun.of(args);
        assertThat(run.err())
                .contains(problem)
                .contains(advice == null ? "" : advice)
                .doesNotContain("\tat ");
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    @DisabledIfSystemProperty(named = "plimsoll.checks", matches = "full")
    void everyRenderedChartShouldBePlacedOnAGeneratedCluster() throws IOException {
        Path root = charts();
        Path storage = Files.writeString(temp.resolve("storage.yaml"), STORAGE);
        List<Path> files;
        try (Stream<Path> all = Files.list(root)) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSize(275);
        List<String> waiting = new ArrayList<>();
        long named = 0;
        int looked = 0;
        for (Path file : files) {
            CommandRun run = CommandRun.of(
                    "simulate",
                    "-f",
                    file.toString(),
                    "-f",
                    storage.toString(),
                    "--nodes=5:cpu=32,memory=128Gi",
                    "--output=" + temp.resolve("chart"));
            assertThat(run.exitCode()).as(file + run.err()).isEqualTo(ExitCode.DONE);
            looked += explainAndLint(file, storage, run.out());
            named += run.err().contains("Not modelled, and without effect: ") ? 1 : 0;
            if (run.out().contains(" still waited")
                    || run.out().contains("wait: ")
                    || run.out().contains("waits: ")) {
                waiting.add(file.getFileName()
                        + run.out().lines().skip(1).findFirst().orElse(""));
            }
        }
        assertThat(named).isGreaterThan(150);
        assertThat(looked).isGreaterThan(200);
        // The charts say so: a claim that asks for a volume that is there already, and one that no chart has.
        assertThat(waiting)
                .containsExactly(
                        "curated_spark-history-server.yaml  1 waits: 0/5 nodes are available: pod has unbound immediate "
                                + "PersistentVolumeClaims.",
                        "submitted_arkid.yaml  1 waits: 0/5 nodes are available: persistentvolumeclaim \"arkid\" not found.");
    }

    /** Has the first workload's pod explained and the chart linted; returns how many pods were explained. */
    private static int explainAndLint(Path file, Path storage, String placed) {
        CommandRun lint = CommandRun.of(
                "cluster", "lint", "-f", file.toString(), "-f", storage.toString(), "--nodes=5:cpu=32,memory=128Gi");
        assertThat(lint.exitCode()).as(file + lint.err()).isIn(ExitCode.DONE, ExitCode.NEGATIVE);
        assertThat(lint.out()).containsPattern("\\d+ errors?, \\d+ warnings?\\R$");
        String workload = placed.substring(0, Math.max(0, placed.indexOf(": ")));
        if (!workload.matches("[^/ ]+/[A-Za-z]+/[^/ ]+")) {
            return 0;
        }
        CommandRun explain = CommandRun.of(
                "explain", workload, "-f", file.toString(), "-f", storage.toString(), "--nodes=5:cpu=32,memory=128Gi");
        assertThat(explain.exitCode()).as(file + explain.err()).isEqualTo(ExitCode.DONE);
        assertThat(explain.out())
                .containsPattern("(Successfully assigned .+ to |0/5 nodes are available: )")
                .contains("NodeResourcesFit");
        return 1;
    }

    private static Path charts() {
        String given = System.getProperty("plimsoll.data", "../../shared/data");
        Path folder = Path.of(given, "kubernetes", "apphub-rendered");
        assumeTrue(Files.isDirectory(folder), "The data set kubernetes is not here; -Dplimsoll.data=DIR says where.");
        return folder;
    }
}
