package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceKubeSchedulerCommandTest {

    private static final String CASE = "{\"name\": \"full\", \"pod\": {\"metadata\": {\"name\": \"p\"}, \"spec\": {}},"
            + " \"nodes\": [{\"metadata\": {\"name\": \"n\"}, \"status\": {\"allocatable\": {\"cpu\": \"1\"}}}]}";
    private static final String ANSWER = "{\"name\": \"full\", \"nodes\": {\"n\": {\"feasible\": false, \"filter\": {"
            + "\"NodeUnschedulable\": {\"code\": \"Success\"}, \"NodeName\": {\"code\": \"Success\"},"
            + " \"TaintToleration\": {\"code\": \"Success\"}, \"NodeAffinity\": {\"code\": \"Skip\"},"
            + " \"NodePorts\": {\"code\": \"Skip\"}, \"VolumeRestrictions\": {\"code\": \"Skip\"},"
            + " \"NodeVolumeLimits\": {\"code\": \"Skip\"}, \"VolumeBinding\": {\"code\": \"Skip\"},"
            + " \"VolumeZone\": {\"code\": \"Skip\"}, \"PodTopologySpread\": {\"code\": \"Skip\"},"
            + " \"InterPodAffinity\": {\"code\": \"Skip\"}, \"DynamicResources\": {\"code\": \"Skip\"},"
            + " \"NodeResourcesFit\": {\"code\": \"Unschedulable\","
            + " \"reasons\": [\"Too many pods\"]}}, \"firstFailure\": {\"code\": \"Unschedulable\","
            + " \"reasons\": [\"Too many pods\"]}, \"firstFailureBy\": \"NodeResourcesFit\","
            + " \"preemption\": {\"code\": \"UnschedulableAndUnresolvable\","
            + " \"reasons\": [\"No preemption victims found for incoming pod\"]}}},"
            + " \"event\": \"0/1 nodes are available: 1 Too many pods.\"}";

    @TempDir
    private Path folder;

    @Test
    void answersThatAgreeShouldEndWithZeroAndOneThatDiffersWithOne() throws IOException {
        write("x.cases.jsonl.gz", CASE);
        write("x.results.jsonl.gz", ANSWER);
        CommandRun same = CommandRun.of("reproduce", "kube-scheduler", "--data", folder.toString());
        assertThat(same.exitCode()).as(same.out() + same.err()).isEqualTo(ExitCode.DONE);
        assertThat(same.out()).containsPattern("NodeResourcesFit +1 of +1 cases");

        write("x.results.jsonl.gz", ANSWER.replace("1 Too many", "2 Too many"));
        CommandRun other = CommandRun.of("reproduce", "kube-scheduler", "--data", folder.toString());
        assertThat(other.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(other.out()).contains("smallest difference: full, event: expected 0/1 nodes are available: 2 Too");
    }

    @Test
    void aFolderWithoutVectorsShouldBeAFailedInput() {
        CommandRun run = CommandRun.of("reproduce", "kube-scheduler", "--data", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.IO);
        assertThat(run.err()).contains("cases.jsonl.gz");
    }

    private void write(String name, String line) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
