package io.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.live.LiveCluster;
import io.plimsoll.extender.live.LoopTime;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.ObjectChange;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.Recorder;
import io.plimsoll.extender.record.RecordingOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of the live service, replayed by the command. */
class RecordingRunTest {

    @TempDir
    private Path folder;

    /** Two nodes and a pod for the smaller one, as the service would record them. */
    private Path recording() throws Exception {
        LoopTime time = new LoopTime(() -> 5);
        LiveCluster live = new LiveCluster(time);
        AnswerOptions options = new AnswerOptions(Mode.PICK_ONE, true, 1_000);
        DecisionSettings settings = new DecisionSettings(options, "best-fit", Map.of(), null);
        try (Recorder recorder = Recorder.open(
                RecordingOptions.in(folder), settings, () -> live.cluster().nodes(), time, Instant.EPOCH)) {
            Answers answers = new Answers(live, settings.profiles(), options, time, null, recorder);
            for (int cpu = 4; cpu <= 8; cpu += 4) {
                String name = "n" + cpu;
                ClusterEvent event = new ClusterEvent.Documented(
                        new ClusterEvent.NodeSeen(NodeSpec.of(name, Resources.allocatable(1_000L * cpu, 1L << 34, 10))),
                        List.of(new ObjectChange(
                                "ADDED", "nodes", name, """
                                {"apiVersion":"v1","kind":"Node","metadata":{"name":"%s"},"status":{"allocatable":{"cpu":"%d","memory":"16Gi","pods":"10"}}}""".formatted(name, cpu).getBytes(StandardCharsets.UTF_8))));
                recorder.event(event);
                answers.apply(event);
            }
            byte[] request = """
                    {"Pod":{"metadata":{"name":"p","namespace":"shop","uid":"u"},"spec":{"containers":[{"name":"c","resources":{"requests":{"cpu":"1"}}}]}},
                    "Nodes":null,"NodeNames":["n4","n8"]}""".getBytes(StandardCharsets.UTF_8);
            assertThat(new String(answers.filter(request, request.length), StandardCharsets.UTF_8))
                    .contains("\"NodeNames\":[\"n4\"]");
        }
        return folder;
    }

    /** The first line of a second segment under the settings of the first. */
    private String entries() throws Exception {
        byte[] first = Files.readAllBytes(folder.resolve("segment-00000001.jsonl.zst"));
        try (var in = new com.github.luben.zstd.ZstdInputStream(new java.io.ByteArrayInputStream(first))) {
            String line = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(each -> each.contains("\"ENTRIES\""))
                    .findFirst()
                    .orElse("");
            return line.replace("\"segment\":1,\"follows\":false", "\"segment\":2,\"follows\":true") + "\n";
        }
    }

    @Test
    void theSameDecisionsAreDone() throws Exception {
        CommandRun run = CommandRun.of("simulate", "--trace", recording().toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("Decisions   1", "Different   0");
        assertThat(CommandRun.of("simulate", "--trace", folder.toString(), "-o", "json")
                        .out())
                .contains("\"decisions\": 1", "\"differences\": []");
    }

    @Test
    void aTornLineIsReported() throws Exception {
        recording();
        Files.writeString(folder.resolve("segment-00000002.jsonl"), entries() + "{\"at\"");
        CommandRun run = CommandRun.of("simulate", "--trace", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("Note: Line 2 of segment 2 is torn", "never left");
    }

    @Test
    void aDifferentDecisionIsANegativeVerdict() throws Exception {
        recording();
        Files.writeString(folder.resolve("segment-00000002.jsonl"), entries() + """
                {"at":8,"type":"FILTER","except":"","decision":1,"cursor":1,"node":"n8","slot":1,"object":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"q","namespace":"shop","uid":"v"},"spec":{"containers":[{"name":"c"}]}}}
                """);
        CommandRun run = CommandRun.of("simulate", "--trace", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.NEGATIVE);
        assertThat(run.out())
                .contains(
                        "Different   1",
                        "Segment 2, line 2: FILTER of shop/q",
                        "recorded  node \"n8\"",
                        "now       node \"n4\"");
    }

    @Test
    void theClusterAtItsEndAnswersOtherQuestions() throws Exception {
        recording();
        CommandRun run = CommandRun.of("plan", "headroom", "-f", folder.toString(), "--pod", "cpu=1", "-o", "json");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains("\"nodes\": 2");
        Files.delete(folder.resolve("segment-00000001.jsonl.zst"));
        Files.writeString(folder.resolve("segment-00000002.jsonl"), "");
        CommandRun none = CommandRun.of("plan", "headroom", "-f", folder.toString(), "--pod", "cpu=1");
        assertThat(none.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(none.err()).contains("must have a segment with a whole beginning", "Maybe");
    }

    @Test
    void whatDoesNotFitARecordingIsSaid() throws Exception {
        recording();
        CommandRun policy = CommandRun.of("simulate", "--trace", folder.toString(), "--policy", "fgd");
        assertThat(policy.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(policy.err()).contains("The option --policy must not come with a recording.", "Maybe");
        CommandRun behind = CommandRun.of("simulate", "--trace", folder.toString(), "--from-segment", "9");
        assertThat(behind.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(behind.err()).contains("from 9 on", "Maybe");
        CommandRun none = CommandRun.of("simulate", "--from-segment", "2");
        assertThat(none.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("--from-segment must come with a recording");
        Files.writeString(folder.resolve("segment-00000002.jsonl"), "nothing\n");
        CommandRun broken = CommandRun.of("simulate", "--trace", folder.toString());
        assertThat(broken.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(broken.err()).contains("The line (1) of segment 2 must", "Maybe");
    }

    @Test
    void aLimitThatIsTooSmallIsWrongUsage() {
        CommandRun run =
                CommandRun.of("extender", "serve", "--recording", folder.toString(), "--recording-limit", "10");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("The size (10) of --recording-limit must be at least 1Mi.", "Maybe");
    }
}
