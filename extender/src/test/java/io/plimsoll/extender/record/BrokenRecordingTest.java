package io.plimsoll.extender.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.plimsoll.extender.live.Mode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that were changed, cut, or could not be written. */
class BrokenRecordingTest {

    private static final long SMALL = 20_000;

    @TempDir
    private Path folder;

    private Path recording(long seed, long segmentBytes, int steps) throws Exception {
        Path into = folder.resolve("recording");
        try (Churn churn = new Churn(
                seed, Churn.settings(Mode.PICK_ONE, "best-fit"), Churn.options(into, segmentBytes), FileLayer.DISK)) {
            churn.run(steps);
        }
        return into;
    }

    private static List<Replay.Difference> differences(Path recording) throws Exception {
        List<Replay.Difference> differences = new ArrayList<>();
        Replay.run(recording, 0, differences::add);
        return differences;
    }

    private static Path file(@Nullable Path file) {
        if (file == null) {
            throw new AssertionError("The segment must have such a file.");
        }
        return file;
    }

    private static List<String> lines(Path segment) throws IOException {
        byte[] packed = Files.readAllBytes(segment);
        try (var in = new com.github.luben.zstd.ZstdInputStream(new java.io.ByteArrayInputStream(packed))) {
            return new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static void write(Path segment, List<String> lines) throws IOException {
        Files.write(segment, Zstd.compress((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static int find(List<String> lines, String... parts) {
        for (int i = 0; i < lines.size(); i++) {
            if (Arrays.stream(parts).allMatch(lines.get(i)::contains)) {
                return i;
            }
        }
        throw new AssertionError("There must be a line with " + Arrays.toString(parts));
    }

    @Test
    void aDecisionThatWasChangedIsTheOnlyDifference() throws Exception {
        Path into = recording(3, 1L << 30, 200);
        Path segment = file(SegmentFiles.list(into).get(0).whole());
        List<String> lines = lines(segment);
        int changed = find(lines, "\"FILTER\"", "\"node\":null");
        lines.set(changed, lines.get(changed).replace("\"node\":null", "\"node\":\"n1\",\"slot\":0"));
        write(segment, lines);
        List<Replay.Difference> differences = differences(into);
        assertThat(differences).hasSize(1);
        Replay.Difference difference = differences.get(0);
        assertThat(difference.segment()).isEqualTo(1);
        assertThat(difference.line()).isEqualTo(changed + 1L);
        assertThat(difference.pod()).startsWith("default/p");
        assertThat(difference.recorded()).contains("node \"n1\"");
        assertThat(difference.now()).contains("node null");
    }

    /** Who must leave, on which node, and the devices of a pod that is bound. */
    @Test
    void aPreemptionOrBindingThatWasChangedIsTheOnlyDifference() throws Exception {
        Path into = recording(13, 1L << 30, 900);
        Path segment = file(SegmentFiles.list(into).get(0).whole());
        List<String> lines = lines(segment);
        int preempted = find(lines, "\"PREEMPT\"", "\"victims\":[{\"node\":\"n");
        changed(
                segment,
                lines,
                preempted,
                "\"victims\":\\[.*\\],\"object\"",
                "\"victims\":[],\"object\"",
                "victims []");
        changed(segment, lines, preempted, "(\"victims\":\\[\\{\"node\":\"n)", "$1x", "victims [{\"node\":\"nx");
        changed(segment, lines, preempted, "(\"victims\":.*?\"pods\":\\[\")", "$1x", "\"pods\":[\"x");
        int bound = find(lines, "\"BIND\"", "\"free\":\"0\"");
        changed(segment, lines, bound, "\"free\":\"0\"", "\"free\":\"1\"", "free \"1\"");
        changed(segment, lines, bound, "\"free\":\"0\"", "\"bound\":true", "bound true");
        int refused = find(lines, "\"BIND\"", "\"refused\":\"the pod is on node");
        changed(segment, lines, refused, "\"refused\":\"[^\"]*\"", "\"free\":\"\"", "free \"\"");
    }

    /** What is held behind a decision is part of it. */
    @Test
    void aHoldOfAPreemptionThatWasChangedIsADifference() throws Exception {
        Path into = recording(13, 1L << 30, 900);
        Path segment = file(SegmentFiles.list(into).get(0).whole());
        List<String> lines = lines(segment);
        int hold = find(lines, "\"HOLD\"", "\"nominated\":true");
        lines.set(hold, lines.get(hold).replace("\"nominated\":true,", ""));
        write(segment, lines);
        List<Replay.Difference> differences = differences(into);
        assertThat(differences).isNotEmpty();
        assertThat(differences.get(0).line()).isEqualTo(hold + 1L);
        assertThat(differences.get(0).verb()).isEqualTo("HOLD");
    }

    private void changed(Path segment, List<String> lines, int at, String from, String to, String recorded)
            throws Exception {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, lines.get(at).replaceFirst(from, to));
        assertThat(changed.get(at)).isNotEqualTo(lines.get(at));
        write(segment, changed);
        List<Replay.Difference> differences = differences(folder.resolve("recording"));
        assertThat(differences).hasSize(1);
        assertThat(differences.get(0).line()).isEqualTo(at + 1L);
        assertThat(differences.get(0).pod()).startsWith("default/p");
        assertThat(differences.get(0).recorded()).contains(recorded);
    }

    @Test
    void anEventThatIsMissingIsSeenByTheDecisionsAfterIt() throws Exception {
        Path into = recording(15, 1L << 30, 300);
        Path segment = file(SegmentFiles.list(into).get(0).whole());
        List<String> lines = lines(segment);
        lines.remove(
                find(lines, "\"ADDED\"", "\"nodes\"") < 0 ? 0 : find(lines, "\"MODIFIED\"", "\"pods\"", "nodeName"));
        write(segment, lines);
        assertThat(differences(into)).isNotEmpty();
    }

    @Test
    void aLineThatIsNoneIsNamed() throws Exception {
        Path into = recording(5, 1L << 30, 50);
        Path segment = file(SegmentFiles.list(into).get(0).whole());
        List<String> lines = lines(segment);
        for (String bad : List.of(
                "no json",
                "[]",
                "{\"type\":\"SURPRISE\"}",
                "{\"type\":\"ADDED\",\"resource\":\"pods\",\"object\":{\"spec\":7}}")) {
            List<String> changed = new ArrayList<>(lines);
            changed.set(20, bad);
            write(segment, changed);
            assertThatThrownBy(() -> differences(into))
                    .as(bad)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("The line (21) of segment 1 must")
                    .hasMessageContaining("Maybe");
        }
        List<String> changed = new ArrayList<>(lines);
        changed.set(0, lines.get(0).replace("\"schemaVersion\":1", "\"schemaVersion\":2"));
        write(segment, changed);
        assertThatThrownBy(() -> differences(into)).hasMessageContaining("schemaVersion 1");
    }

    @Test
    void aSegmentThatIsMissingEndsWhatBuildsOnItAndTheNextBeginsAnew() throws Exception {
        Path into = recording(6, SMALL, 300);
        List<SegmentFiles> segments = SegmentFiles.list(into);
        Files.delete(file(segments.get(2).whole()));
        Replay.Result result = Replay.run(into, 0, difference -> {
            throw new AssertionError(difference.toString());
        });
        assertThat(result.segments()).isEqualTo(segments.size() - 1);
        assertThat(result.skipped()).isZero();
    }

    /** A process that is killed while a segment is put into one file leaves both. */
    @Test
    void whatIsLeftOverFromPuttingASegmentTogetherDoesNotMatter() throws Exception {
        Path into = recording(7, SMALL, 200);
        Replay.Result before = Replay.run(into, 0, difference -> {});
        Files.writeString(SegmentFiles.entries(into, 1), "{\"type\":\"ENTRIES\"");
        Files.writeString(into.resolve("segment-00000002.jsonl.zst.part"), "half");
        assertThat(Replay.run(into, 0, difference -> {})).isEqualTo(before);
    }

    @Test
    void aNewProcessGoesOnInANewSegmentAndTidiesUp() throws Exception {
        Path into = recording(8, 1L << 30, 100);
        Path whole = file(SegmentFiles.list(into).get(0).whole());
        List<String> lines = lines(whole);
        Files.delete(whole);
        Files.writeString(SegmentFiles.entries(into, 1), String.join("\n", lines) + "\n{\"at\":9,\"ty");
        long first = Replay.run(into, 0, difference -> {}).decisions();
        long second;
        try (Churn churn = new Churn(
                9, Churn.settings(Mode.PICK_ONE, "best-fit"), Churn.options(into, 1L << 30), FileLayer.DISK)) {
            churn.run(100);
            second = churn.decisions;
        }
        assertThat(SegmentFiles.list(into)).hasSize(2).allMatch(segment -> segment.whole() != null);
        Replay.Result result = Replay.run(into, 0, difference -> {
            throw new AssertionError(difference.toString());
        });
        assertThat(result.decisions()).isEqualTo(first + second);
        assertThat(result.remarks())
                .hasSize(1)
                .first()
                .asString()
                .contains("Line " + (lines.size() + 1) + " of segment 1");
    }

    @Test
    void theOldestSegmentsMakeRoom() throws Exception {
        Path into = folder.resolve("bounded");
        RecordingOptions options = Churn.options(into, SMALL).withBytes(SMALL, 12_000);
        try (Churn churn = new Churn(10, Churn.settings(Mode.PICK_ONE, "best-fit"), options, FileLayer.DISK)) {
            churn.run(600);
        }
        List<SegmentFiles> segments = SegmentFiles.list(into);
        long bytes = 0;
        for (SegmentFiles segment : segments) {
            bytes += segment.bytes();
        }
        assertThat(segments.get(0).number()).isGreaterThan(3);
        assertThat(bytes).isLessThanOrEqualTo(12_000);
        assertThat(differences(into)).isEmpty();
    }

    /** Some bytes fit, then none do, then there is room again. */
    @Test
    void theServiceGoesOnWhileTheDiskIsFullAndTheRecordingAfterwards() throws Exception {
        Path into = folder.resolve("full");
        FullDisk disk = new FullDisk();
        Replay.Result result;
        try (Churn churn = new Churn(11, Churn.settings(Mode.PICK_ONE, "best-fit"), Churn.options(into, SMALL), disk)) {
            churn.run(200);
            disk.room.set(100);
            long before = churn.decisions;
            churn.run(100);
            RecordingTally tally = churn.recorder.tally();
            assertThat(churn.decisions).isGreaterThan(before);
            assertThat(tally.failures()).isPositive();
            assertThat(tally.lost()).isPositive();
            assertThat(tally.writing()).isFalse();
            disk.room.set(Long.MAX_VALUE);
            churn.now += 10_000;
            churn.run(200);
            assertThat(tally.writing()).isTrue();
            assertThat(tally.followerLost()).isFalse();
        }
        result = Replay.run(into, 0, difference -> {
            throw new AssertionError(difference.toString());
        });
        assertThat(result.remarks()).anyMatch(remark -> remark.contains("torn") && remark.contains("is missing"));
        assertThat(result.decisions()).isPositive();
    }

    /** Otherwise a recording that could go on would not before something happens, which would then be missing in it. */
    @Test
    void theRecordingGoesOnByItselfOnceThereIsRoom() throws Exception {
        Path into = folder.resolve("quiet");
        FullDisk disk = new FullDisk();
        try (Churn churn = new Churn(13, Churn.settings(Mode.PICK_ONE, "best-fit"), Churn.options(into, SMALL), disk)) {
            churn.run(100);
            disk.room.set(0);
            churn.run(20);
            RecordingTally tally = churn.recorder.tally();
            long failures = tally.failures();
            churn.rest(10_000);
            assertThat(tally.failures()).as("tried again").isGreaterThan(failures);
            assertThat(tally.writing()).isFalse();
            disk.room.set(Long.MAX_VALUE);
            churn.rest(10_000);
            assertThat(tally.writing()).isTrue();
            long lost = tally.lost();
            churn.run(100);
            assertThat(tally.lost()).isEqualTo(lost);
        }
        assertThat(differences(into)).isEmpty();
    }

    @Test
    void aFollowerThatFallsBehindGivesUpAndTheRecordingGoesOn() throws Exception {
        Path into = folder.resolve("behind");
        try (Churn churn =
                new Churn(12, Churn.settings(Mode.PICK_ONE, "best-fit"), Churn.options(into, SMALL), FileLayer.DISK)) {
            churn.run(150);
            churn.recorder.follower().then(replica -> {
                throw new IllegalStateException("a defect");
            });
            while (!churn.recorder.follower().isLost()) {
                Thread.sleep(1);
            }
            churn.run(300);
            assertThat(churn.recorder.tally().followerLost()).isTrue();
            assertThatThrownBy(() -> churn.recorder.follower().ask(replica -> 1).get())
                    .hasMessageContaining("not up to date");
        }
        Replay.Result result = Replay.run(into, 0, difference -> {
            throw new AssertionError(difference.toString());
        });
        assertThat(result.remarks()).isEmpty();
        assertThat(result.segments()).isGreaterThan(3);
    }

    /** A disk on which some bytes of entries still fit, whatever other threads write beside them. */
    private static final class FullDisk implements FileLayer {

        private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

        @Override
        public Out create(Path path) throws IOException {
            Out out = FileLayer.DISK.create(path);
            return new Out() {
                @Override
                public void write(byte[] bytes, int length) throws IOException {
                    boolean full =
                            room.get() != Long.MAX_VALUE && !path.toString().endsWith(".jsonl");
                    int fits = full ? 0 : (int) Math.min(room.get(), length);
                    out.write(bytes, fits);
                    if (room.get() != Long.MAX_VALUE) {
                        room.addAndGet(-fits);
                    }
                    if (fits < length) {
                        throw new IOException("No space left on device");
                    }
                }

                @Override
                public void force() throws IOException {
                    out.force();
                }

                @Override
                public void close() throws IOException {
                    out.close();
                }
            };
        }
    }
}
