package io.plimsoll.extender.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.extender.Seeds;
import io.plimsoll.extender.live.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private static final int STEPS = 350;
    private static final long SMALL = 40_000;

    @TempDir
    private Path folder;

    /** Everything that was decided is decided again, from the beginning and from each segment. */
    @Test
    void aRecordingReplaysToTheSameDecisionsFromAnySegment() throws Exception {
        List<String> policies = List.of("best-fit", "fgd", "kube-scheduler", "random", "next-fit", "worst-fit");
        List<Mode> modes = List.of(Mode.values());
        Random random = new Random(Seeds.some(1)[0]);
        for (int i = 0; i < policies.size(); i++) {
            Mode mode = i < 3 ? Mode.PICK_ONE : modes.get(i % modes.size());
            long seed = Seeds.some(policies.size())[i % Seeds.some(policies.size()).length];
            String what = mode + " " + policies.get(i) + ", " + Seeds.hint(seed);
            Path into = folder.resolve("run-" + i);
            long decisions;
            byte[] end;
            try (Churn churn = new Churn(
                    seed, Churn.settings(mode, policies.get(i)), Churn.options(into, SMALL), FileLayer.DISK)) {
                churn.run(STEPS);
                decisions = churn.decisions;
                end = churn.recorder.follower().ask(Replica::list).get();
            }
            assertThat(items(RecordedCluster.list(into))).as(what).containsExactlyElementsOf(items(end));
            List<SegmentFiles> segments = SegmentFiles.list(into);
            assertThat(segments).as(what).hasSizeGreaterThan(3).allMatch(segment -> segment.whole() != null);
            Replay.Result all = replay(into, 0, what);
            assertThat(all.decisions()).as(what).isEqualTo(decisions);
            assertThat(all.remarks()).as(what).isEmpty();
            long from = segments.get(1 + random.nextInt(segments.size() - 1)).number();
            Replay.Result part = replay(into, from, what + ", from " + from);
            assertThat(part.skipped()).as(what).isZero();
            assertThat(part.decisions()).as(what).isLessThan(decisions);
            assertThat(part.segments()).as(what).isEqualTo(segments.size() + 1 - from);
            assertThat(text(into)).as(what).doesNotContain("must-not-appear");
        }
    }

    /** Also where the time of large questions is over, and victims are taken that nobody named, from each segment. */
    @Test
    void whoMustLeaveAndWhatIsBoundIsDecidedAgainFromEachSegment() throws Exception {
        for (Mode mode : List.of(Mode.PICK_ONE, Mode.FILTER_PRIORITIZE)) {
            for (long seed : Seeds.some(2)) {
                Path into = folder.resolve("hurried-" + mode + seed);
                try (Churn churn =
                        new Churn(seed, Churn.hurried(mode, "best-fit"), Churn.options(into, SMALL), FileLayer.DISK)) {
                    churn.pause = 100;
                    churn.run(STEPS);
                }
                assertThat(text(into)).contains("\"PREEMPT\"", "\"BIND\"", "\"victims\":[{");
                for (SegmentFiles segment : SegmentFiles.list(into)) {
                    replay(into, segment.number(), mode + ", " + Seeds.hint(seed) + ", from " + segment.number());
                }
            }
        }
    }

    /** The process is killed after an answer left, then at any byte of what was being written. */
    @Test
    void nothingThatWasAnsweredIsLostWhenTheProcessIsKilled() throws Exception {
        for (long seed : Seeds.some(2)) {
            Random random = new Random(seed);
            Path into = folder.resolve("killed-" + seed);
            try (Churn churn = new Churn(
                    seed, Churn.settings(Mode.PICK_ONE, "best-fit"), Churn.options(into, SMALL), FileLayer.DISK)) {
                for (int kill = 0; kill < 4; kill++) {
                    churn.run(1 + random.nextInt(120));
                    churn.recorder.follower().ask(replica -> 0).get();
                    Path copy = copy(into, folder.resolve("copy-" + seed + "-" + kill));
                    Replay.Result result = replay(copy, 0, Seeds.hint(seed) + ", kill " + kill);
                    assertThat(result.decisions()).isEqualTo(churn.decisions);
                    assertThat(result.remarks()).isEmpty();
                    cut(copy, random, Seeds.hint(seed) + ", kill " + kill);
                }
            }
        }
    }

    /** The objects of a List, in an order of their own. */
    private static List<String> items(byte[] list) {
        List<String> items = new ArrayList<>();
        ApiObjects.MAPPER.readTree(list).path("items").forEach(item -> items.add(item.toString()));
        items.sort(null);
        return items;
    }

    private void cut(Path copy, Random random, String what) throws Exception {
        List<SegmentFiles> segments = SegmentFiles.list(copy);
        Path open = segments.get(segments.size() - 1).entries();
        assertThat(open).as(what).isNotNull();
        if (open == null) {
            return;
        }
        byte[] bytes = Files.readAllBytes(open);
        int length = random.nextInt(bytes.length + 1);
        Files.write(open, Arrays.copyOf(bytes, length));
        boolean torn = length > 0 && bytes[length - 1] != '\n';
        Replay.Result cut = replay(copy, 0, what + ", cut at " + length);
        if (torn) {
            assertThat(cut.remarks()).as(what).hasSize(1).first().asString().contains("is torn", "never left");
        } else {
            assertThat(cut.remarks()).as(what).isEmpty();
        }
    }

    /** The same events and the same questions give the same bytes. */
    @Test
    void theSameChurnGivesTheSameBytes() throws Exception {
        List<String> texts = new ArrayList<>();
        for (String run : List.of("one", "two")) {
            Path into = folder.resolve(run);
            try (Churn churn = new Churn(
                    7, Churn.settings(Mode.PICK_ONE, "best-fit"), Churn.options(into, SMALL), FileLayer.DISK)) {
                churn.run(900);
            }
            texts.add(text(into));
        }
        assertThat(texts.get(0))
                .isEqualTo(texts.get(1))
                .contains(
                        "\"FILTER\"",
                        "\"PREEMPT\"",
                        "\"BIND\"",
                        "\"RELEASED\"",
                        "\"EXTENDED\"",
                        "\"free\":\"0\"",
                        "\"nominated\":true")
                .doesNotContain("\"unknown\":true");
    }

    private static Replay.Result replay(Path from, long segment, String what) throws Exception {
        List<Replay.Difference> differences = new ArrayList<>();
        Replay.Result result = Replay.run(from, segment, differences::add);
        assertThat(differences).as(what).isEmpty();
        return result;
    }

    private static String text(Path recording) throws Exception {
        StringBuilder text = new StringBuilder();
        RecordingReader.read(recording, 0, new RecordingReader.Lineage() {
            @Override
            public void segment(long number) {
                text.append(number).append('\n');
            }

            @Override
            public boolean line(long segment, long number, byte[] line, tools.jackson.databind.JsonNode json) {
                text.append(new String(line, java.nio.charset.StandardCharsets.UTF_8))
                        .append('\n');
                return true;
            }

            @Override
            public void torn(long segment, long number, boolean last) {
                text.append("torn\n");
            }
        });
        return text.toString();
    }

    /** A copy of what is there, while files are being put together: one that is gone is in another by then. */
    private static Path copy(Path from, Path to) throws IOException {
        for (int attempt = 0; ; attempt++) {
            Path into = to.resolveSibling(to.getFileName() + "-" + attempt);
            Files.createDirectories(into);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.copy(file, into.resolve(file.getFileName()));
                }
                return into;
            } catch (NoSuchFileException e) {
                assertThat(attempt).isLessThan(100);
            }
        }
    }
}
