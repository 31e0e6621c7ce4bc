package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainGroupTest {

    private static final String BEYOND = "\nThe pod itself, beside those of its group that come before it:\n";

    @TempDir
    private Path folder;

    private final StringBuilder items = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n");

    @Test
    void aGroupThatDoesNotFitIsExplainedAsAWhole() throws IOException {
        nodes(3, 4);
        pod("web", "", "nodeName: n1,", 2);
        pod("db", "", "nodeName: n2,", 2);
        group("train", 3);
        members("train", 4, 3);

        String text = explain("t-2");

        assertThat(text)
                .contains(
                        "It is of the pod group default/train, which gets places for 3 pods at the same time or for none;")
                .contains("The group does not fit: 1 of the 3 that must go together would find places.\n")
                .contains("These would: default/t-0 on n0.\n")
                .contains("default/t-1, default/t-2, default/t-3 find no place beside them: 0/3 nodes are available: 3")
                .contains(BEYOND + "0/3 nodes are available: 3 Insufficient cpu.\n")
                .contains("""
                        Each of these alone would make the whole group fit, the smallest change first:
                          request 2 cpu instead of 3 (33 % less), of all 4 pods
                          minMember 1 instead of 3
                          take default/web (priority 0), default/db (priority 0) off n1, n2
                          2 more nodes like n0 (4 cpu, 8Gi memory)
                        """);
        assertThat(explain("t-0"))
                .as("the first finds a place and does not get it")
                .contains("The group does not fit")
                .contains(BEYOND + "Successfully assigned default/t-0 to n0")
                .doesNotContain("would send it elsewhere");
    }

    @Test
    void aGroupThatFitsSaysWhereAndAPodThatIsLeftOverIsHelpedAlone() throws IOException {
        nodes(2, 4);
        group("train", 2);
        members("train", 3, 3);

        assertThat(explain("t-1"))
                .contains("The group fits: default/t-0 on n0, default/t-1 on n1.\n")
                .contains("default/t-2 finds no place beside them: 0/2 nodes are available: 2 Insufficient cpu.\n")
                .contains(BEYOND + "Successfully assigned default/t-1 to n1");
        assertThat(explain("t-2"))
                .contains("The group fits")
                .contains(
                        "Each of these alone would make it fit, the smallest change first:\n  request 1 cpu instead of 3");
    }

    @Test
    void aGroupOfWhichPodsAreMissingSaysHowMany() throws IOException {
        nodes(2, 4);
        group("train", 4);
        pod("there", "scheduling.x-k8s.io/pod-group: train", "nodeName: n0,", 1);
        members("train", 2, 2);

        assertThat(explain("t-0"))
                .contains("1\n    on nodes, 2 waiting.\n")
                .contains("The group waits for 1 more of its pods.\n")
                .contains("  minMember 3 instead of 4\n  1 more pod like default/t-0\n");
        assertThat(explain("there"))
                .as("as if it were not there")
                .contains("at the same time or for none; 0\n    on nodes, 3 waiting.\n")
                .contains("it is on n0, asked as if it were not");
    }

    @Test
    void aGroupThatHasItsMinimumAndOneThatNobodyDescribedMatterToNobody() throws IOException {
        nodes(2, 4);
        group("train", 1);
        pod("there", "scheduling.x-k8s.io/pod-group: train", "nodeName: n0,", 1);
        members("train", 1, 2);
        pod("lost", "scheduling.x-k8s.io/pod-group: gone", "", 2);

        assertThat(explain("t-0")).doesNotContain("group").contains("Successfully assigned default/t-0");
        assertThat(explain("lost")).doesNotContain("group").contains("Successfully assigned default/lost");
    }

    @Test
    void aGroupPreemptsAsAWholeOrNotAtAll() throws IOException {
        nodes(2, 4);
        pod("web", "app: web", "nodeName: n0,", 3);
        pod("db", "", "nodeName: n1, priority: 9,", 3);
        items.append("- {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec: {selector:"
                + " {matchLabels: {app: web}}}, status: {disruptionsAllowed: 0}}\n");
        group("pair", 2);
        pod("p-0", "scheduling.x-k8s.io/pod-group: pair", "priority: 5,", 2);
        pod("p-1", "scheduling.x-k8s.io/pod-group: pair", "priority: 5,", 2);
        group("wide", 3);
        for (int i = 0; i < 3; i++) {
            pod("w-" + i, "scheduling.x-k8s.io/pod-group: wide", "priority: 5,", 2);
        }

        assertThat(explain("p-1"))
                .contains(
                        "As a whole it would preempt default/web on n0. A disruption budget does not allow 1 of them.")
                .contains("  take default/web (priority 0) off n0\n");
        assertThat(explain("w-1")).doesNotContain("preempt").contains("  2 more nodes like n0");
    }

    @Test
    void aGroupThatNothingHelpsSaysSo() throws IOException {
        nodes(1, 4);
        group("apart", 2);
        for (int i = 0; i < 2; i++) {
            pod("a-" + i, "scheduling.x-k8s.io/pod-group: apart", "nodeSelector: {zone: z, disk: d},", 1);
        }

        assertThat(explain("a-0"))
                .contains("The group does not fit: 0 of the 2 that must go together would find places.\n")
                .contains("No single change would make the group fit: neither of its minimum");
    }

    private void nodes(int count, int cpu) {
        for (int i = 0; i < count; i++) {
            items.append(("- {apiVersion: v1, kind: Node, metadata: {name: n%d}, status: {allocatable: {cpu: \"%d\","
                            + " memory: 8Gi, pods: \"9\"}}}%n")
                    .formatted(i, cpu));
        }
    }

    private void group(String name, int minimum) {
        items.append(
                ("- {apiVersion: scheduling.x-k8s.io/v1alpha1, kind: PodGroup, metadata: {name: %s, namespace: default},"
                                + " spec: {minMember: %d}}%n")
                        .formatted(name, minimum));
    }

    private void members(String group, int count, int cpu) {
        for (int i = 0; i < count; i++) {
            pod("t-" + i, "scheduling.x-k8s.io/pod-group: " + group, "", cpu);
        }
    }

    private void pod(String name, String labels, String spec, int cpu) {
        items.append(
                ("- {apiVersion: v1, kind: Pod, metadata: {name: %s, uid: %s, labels: {%s}}, spec: {%s containers: [{name: c,"
                                + " resources: {requests: {cpu: \"%d\"}}}]}}%n")
                        .formatted(name, name, labels, spec, cpu));
    }

    private String explain(String pod) throws IOException {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), items);
        CommandRun run = CommandRun.of("explain", pod, "-f", file.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        return run.out().replace(System.lineSeparator(), "\n");
    }
}
