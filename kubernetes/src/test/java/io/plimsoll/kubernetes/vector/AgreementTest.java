package io.plimsoll.kubernetes.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small cases with answers that were worked out by hand. */
class AgreementTest {

    private static final String SCORED = """
            {"name": "scored", "pod": {"metadata": {"name": "p"}, "spec": {"containers": [
              {"name": "c", "image": "web", "resources": {"requests": {"cpu": "500m", "memory": "1Gi"}}}]}},
             "nodes": [
              {"metadata": {"name": "n1"}, "status": {"allocatable": {"cpu": "1", "memory": "2Gi", "pods": "9"}}},
              {"metadata": {"name": "n2"}, "spec": {"unschedulable": true},
               "status": {"allocatable": {"cpu": "250m", "memory": "2Gi", "pods": "9"}}}]}
            """;
    private static final String SCORED_ANSWER = """
            {"name": "scored", "preFilter": {"NodeAffinity": {"code": "Skip"}, "NodeResourcesFit": {"code": "Success"}},
             "preScore": {"NodeAffinity": {"code": "Skip"}, "TaintToleration": {"code": "Success"}},
             "nodes": {
              "n1": {"feasible": true, "total": 450, "filter": {"NodeUnschedulable": {"code": "Success"},
                "NodeName": {"code": "Success"}, "TaintToleration": {"code": "Success"},
                "NodeAffinity": {"code": "Skip"}, "NodePorts": {"code": "Skip"},
                "PodTopologySpread": {"code": "Skip"}, "InterPodAffinity": {"code": "Skip"},
                "VolumeRestrictions": {"code": "Skip"}, "NodeVolumeLimits": {"code": "Skip"}, "VolumeBinding": {"code": "Skip"},
                "VolumeZone": {"code": "Skip"}, "DynamicResources": {"code": "Skip"},
                "NodeResourcesFit": {"code": "Success"}},
               "score": {"TaintToleration": {"raw": 0, "norm": 100, "weight": 3},
                "NodeResourcesFit": {"raw": 50, "norm": 50, "weight": 1},
                "NodeResourcesBalancedAllocation": {"raw": 100, "norm": 100, "weight": 1},
                "ImageLocality": {"raw": 0, "norm": 0, "weight": 1}}},
              "n2": {"feasible": false, "filter": {
                "NodeUnschedulable": {"code": "UnschedulableAndUnresolvable", "reasons": ["node(s) were unschedulable"]},
                "NodeName": {"code": "Success"}, "TaintToleration": {"code": "Success"},
                "NodeAffinity": {"code": "Skip"}, "NodePorts": {"code": "Skip"},
                "PodTopologySpread": {"code": "Skip"}, "InterPodAffinity": {"code": "Skip"},
                "VolumeRestrictions": {"code": "Skip"}, "NodeVolumeLimits": {"code": "Skip"}, "VolumeBinding": {"code": "Skip"},
                "VolumeZone": {"code": "Skip"}, "DynamicResources": {"code": "Skip"},
                "NodeResourcesFit": {"code": "UnschedulableAndUnresolvable", "reasons": ["Insufficient cpu"]}},
               "firstFailure": {"code": "UnschedulableAndUnresolvable", "reasons": ["node(s) were unschedulable"]},
               "firstFailureBy": "NodeUnschedulable"}},
             "best": ["n1"]}
            """;
    private static final String REFUSED = """
            {"name": "refused", "pod": {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c"}],
              "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms": [
               {"matchFields": [{"key": "metadata.name", "operator": "In", "values": ["a"]},
                {"key": "metadata.name", "operator": "In", "values": ["b"]}]}]}}}}},
             "nodes": [{"metadata": {"name": "n1"}, "status": {"allocatable": {"pods": "9"}}}]}
            """;
    private static final String REFUSED_ANSWER = """
            {"name": "refused", "preFilter": {"NodeAffinity": {"code": "UnschedulableAndUnresolvable",
              "reasons": ["pod affinity terms conflict"]}},
             "nodes": {"n1": {"feasible": false, "filter": {"NodeUnschedulable": {"code": "Success"},
               "NodeName": {"code": "Success"}, "TaintToleration": {"code": "Success"},
               "NodeAffinity": {"code": "UnschedulableAndUnresolvable", "reasons": ["pod affinity terms conflict"]},
               "NodePorts": {"code": "Skip"}, "PodTopologySpread": {"code": "Skip"},
               "InterPodAffinity": {"code": "Skip"}, "VolumeRestrictions": {"code": "Skip"},
               "NodeVolumeLimits": {"code": "Skip"}, "VolumeBinding": {"code": "Skip"},
               "VolumeZone": {"code": "Skip"}, "DynamicResources": {"code": "Skip"},
               "NodeResourcesFit": {"code": "Success"}}}},
             "event": "0/1 nodes are available: pod affinity terms conflict."}
            """;

    private static final String PREEMPTING = """
            {"name": "preempting", "pod": {"metadata": {"name": "p"}, "spec": {"priority": 9, "containers": [
              {"name": "c", "resources": {"requests": {"cpu": "1"}}}]}},
             "nodes": [
              {"metadata": {"name": "n1"}, "status": {"allocatable": {"cpu": "1", "pods": "9"}}},
              {"metadata": {"name": "n2"}, "status": {"allocatable": {"cpu": "1", "pods": "9"}}}],
             "pods": [
              {"metadata": {"name": "a", "labels": {"app": "web"}}, "spec": {"nodeName": "n1", "containers": [
                {"name": "c", "resources": {"requests": {"cpu": "500m"}}}]}},
              {"metadata": {"name": "b"}, "spec": {"nodeName": "n2", "priority": 9, "containers": [
                {"name": "c", "resources": {"requests": {"cpu": "500m"}}}]}}],
             "objects": [{"kind": "PodDisruptionBudget", "metadata": {"name": "web"}, "spec": {
               "selector": {"matchLabels": {"app": "web"}}}, "status": {"disruptionsAllowed": 0}}]}
            """;
    private static final String PREEMPTING_ANSWER = """
            {"name": "preempting", "event": "0/2 nodes are available: 2 Insufficient cpu.", "preempts": "n1", "nodes": {
              "n1": {"feasible": false, "filter": FILTER,
               "firstFailure": {"code": "Unschedulable", "reasons": ["Insufficient cpu"]},
               "firstFailureBy": "NodeResourcesFit",
               "preemption": {"code": "Success", "reasons": ["pdbViolations=1"]}, "preemptionVictims": ["default/a"]},
              "n2": {"feasible": false, "filter": FILTER,
               "firstFailure": {"code": "Unschedulable", "reasons": ["Insufficient cpu"]},
               "firstFailureBy": "NodeResourcesFit",
               "preemption": {"code": "UnschedulableAndUnresolvable",
                "reasons": ["No preemption victims found for incoming pod"]}}}}
            """.replace(
                    "FILTER",
                    "{\"NodeUnschedulable\": {\"code\": \"Success\"}, \"NodeName\": {\"code\": \"Success\"},"
                            + " \"TaintToleration\": {\"code\": \"Success\"}, \"NodeAffinity\": {\"code\": \"Skip\"},"
                            + " \"NodePorts\": {\"code\": \"Skip\"}, \"PodTopologySpread\": {\"code\": \"Skip\"},"
                            + " \"InterPodAffinity\": {\"code\": \"Skip\"}, \"VolumeRestrictions\": {\"code\": \"Skip\"},"
                            + " \"NodeVolumeLimits\": {\"code\": \"Skip\"}, \"VolumeBinding\": {\"code\": \"Skip\"},"
                            + " \"VolumeZone\": {\"code\": \"Skip\"}, \"DynamicResources\": {\"code\": \"Skip\"},"
                            + " \"NodeResourcesFit\": {\"code\": \"Unschedulable\","
                            + " \"reasons\": [\"Insufficient cpu\"]}}");

    @TempDir
    private Path folder;

    @Test
    void equalAnswersAgree() throws IOException {
        write("a.cases.jsonl.gz", SCORED, REFUSED, PREEMPTING);
        write("a.results.jsonl.gz", SCORED_ANSWER, REFUSED_ANSWER, PREEMPTING_ANSWER);
        Agreement agreement = Agreement.of(folder);
        assertThat(agreement.lines()).allSatisfy(line -> assertThat(line).doesNotContain("smallest difference"));
        assertThat(agreement.isComplete()).isTrue();
        assertThat(agreement.agreeing()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NodeUnschedulable | node(s) were unschedulable\"]}, | cordoned\"]}, | n2, filter",
                "NodeResourcesFit | \"UnschedulableAndUnresolvable\", \"reasons\": [\"Insufficient cpu\"] "
                        + "| \"Unschedulable\", \"reasons\": [\"Insufficient cpu\"] | n2, filter",
                "NodeResourcesFit | {\"raw\": 50 | {\"raw\": 51 | n1, score",
                "TaintToleration | \"norm\": 100, \"weight\": 3 | \"norm\": 99, \"weight\": 3 | n1, score",
                "NodeAffinity | \"preFilter\": {\"NodeAffinity\": {\"code\": \"Skip\"} "
                        + "| \"preFilter\": {\"NodeAffinity\": {\"code\": \"Success\"} | preFilter",
                "TaintToleration | \"TaintToleration\": {\"code\": \"Success\"}}, "
                        + "| \"TaintToleration\": {\"code\": \"Skip\"}}, | preScore",
                "total | \"total\": 450 | \"total\": 451 | n1, total",
                "total | \"best\": [\"n1\"] | \"best\": [\"n2\"] | best",
                "total | \"firstFailureBy\": \"NodeUnschedulable\" | \"firstFailureBy\": \"NodeName\" | n2, firstFailureBy",
                "event | \"best\": | \"event\": \"0/2\", \"best\": | event"
            })
    void everyFieldThatDiffersIsFound(String plugin, String right, String wrong, String where) throws IOException {
        assertThat(SCORED_ANSWER.replaceAll("\\s+", " ")).contains(right);
        write("a.cases.jsonl.gz", SCORED);
        write("a.results.jsonl.gz", SCORED_ANSWER.replaceAll("\\s+", " ").replace(right, wrong));
        Agreement agreement = Agreement.of(folder);
        assertThat(agreement.isComplete()).isFalse();
        assertThat(agreement.agreeing()).isZero();
        Difference difference = agreement.smallestDifference(plugin);
        assertThat(String.valueOf(difference))
                .contains("scored")
                .contains(where)
                .contains("expected ");
        assertThat(agreement.lines()).anyMatch(line -> line.startsWith("    smallest difference: scored"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pdbViolations=1 | pdbViolations=0 | n1, preemption",
                "\"preemptionVictims\": [\"default/a\"] | \"preemptionVictims\": [] | n1, preemptionVictims",
                "No preemption victims found | No victims found | n2, preemption",
                "\"preempts\": \"n1\" | \"preempts\": \"n2\" | node that kube-scheduler takes, among [n1]",
                "\"preempts\": \"n1\" | \"postFilter\": \"preemption: 0/2\" | whether a node is taken"
            })
    void whatDiffersOfPreemptionIsFound(String right, String wrong, String where) throws IOException {
        assertThat(PREEMPTING_ANSWER.replaceAll("\\s+", " ")).contains(right);
        write("a.cases.jsonl.gz", PREEMPTING);
        write("a.results.jsonl.gz", PREEMPTING_ANSWER.replaceAll("\\s+", " ").replace(right, wrong));
        Agreement agreement = Agreement.of(folder);
        assertThat(agreement.agreeing()).isZero();
        assertThat(String.valueOf(agreement.smallestDifference(Difference.PREEMPTION)))
                .contains(where);
    }

    @Test
    void casesThatNeedWhatIsNotModelledAreNamed() throws IOException {
        write(
                "a.cases.jsonl.gz",
                REFUSED.replace("\"affinity\":", "\"resourceClaims\": [{\"name\": \"g\"}], \"affinity\":"));
        write("a.results.jsonl.gz", REFUSED_ANSWER.replace("\"event\": \"0/1", "\"event\": \"0/2"));
        Agreement agreement = Agreement.of(folder);
        assertThat(agreement.isComplete()).isTrue();
        assertThat(agreement.notModelled()).containsExactly("refused");
        assertThat(agreement.lines())
                .contains("DynamicResources is not modelled, and its say not compared in: refused");
        assertThat(agreement.cases("DynamicResources")).isZero();
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() throws IOException {
        assertThatThrownBy(() -> Agreement.of(folder)).hasMessageContaining("*.cases.jsonl.gz");
        write("a.cases.jsonl.gz", SCORED, REFUSED);
        write("a.results.jsonl.gz", SCORED_ANSWER);
        assertThatThrownBy(() -> Agreement.of(folder)).hasMessageContaining("must have as many lines as");
        write("a.results.jsonl.gz", SCORED_ANSWER, "{");
        assertThatThrownBy(() -> Agreement.of(folder)).hasMessageContaining("The line (2) of");
    }

    private void write(String name, String... lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (String line : lines) {
                out.write((line.replaceAll("\\s+", " ") + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
