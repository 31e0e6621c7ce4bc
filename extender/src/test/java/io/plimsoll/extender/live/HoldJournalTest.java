package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.extender.Seeds;
import io.plimsoll.extender.live.HoldJournal.Hold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldJournalTest {

    @TempDir
    private Path folder;

    private static Hold hold(String uid, String node) {
        return new Hold(uid, "default", "pod \"" + uid + "\"", node, 1L << node.length(), uid.endsWith("b"));
    }

    /** The process is killed at any byte of the file: every hold whose answer left is there, whatever ended may be. */
    @Test
    void holdsSurviveACutAtAnyByteBehindThem() throws Exception {
        Path file = folder.resolve("journal");
        try (HoldJournal journal = HoldJournal.open(file)) {
            journal.held(hold("a", "n1"));
            journal.held(hold("b", "n2"));
            journal.ended("a");
            journal.held(hold("b", "n3"));
        }
        byte[] all = Files.readAllBytes(file);
        List<Integer> lineEnds = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                lineEnds.add(i + 1);
            }
        }
        assertThat(lineEnds).hasSize(4);
        List<List<Hold>> after = List.of(
                List.of(),
                List.of(hold("a", "n1")),
                List.of(hold("a", "n1"), hold("b", "n2")),
                List.of(hold("b", "n2")),
                List.of(hold("b", "n3")));
        for (int length = 0; length <= all.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(all, length));
            int cut = length;
            int lines = (int) lineEnds.stream().filter(end -> end <= cut).count();
            try (HoldJournal journal = HoldJournal.open(file)) {
                assertThat(journal.holds()).as("cut at " + length).isEqualTo(after.get(lines));
            }
        }
    }

    @Test
    void aJournalThatGrewIsReplacedAndSaysTheSame() throws Exception {
        for (long seed : Seeds.some(3)) {
            Path file = folder.resolve("journal-" + seed);
            Random random = new Random(seed);
            Map<String, Hold> expected = new LinkedHashMap<>();
            HoldJournal journal = HoldJournal.open(file, 2_000);
            for (int i = 0; i < 2_000; i++) {
                String uid = "u" + random.nextInt(20);
                if (random.nextBoolean()) {
                    journal.ended(uid);
                    expected.remove(uid);
                } else {
                    Hold hold = hold(uid, "n" + i);
                    journal.held(hold);
                    expected.put(uid, hold);
                }
                if (i % 200 == 0) {
                    journal.close();
                    journal = HoldJournal.open(file, 2_000);
                }
                assertThat(journal.holds()).as(Seeds.hint(seed)).containsExactlyInAnyOrderElementsOf(expected.values());
                assertThat(Files.size(file)).isLessThan(4_500);
            }
            journal.close();
        }
    }

    /** As on a disk that is full: lines still fit, another file does not. */
    @Test
    void aJournalThatCannotBeReplacedGoesOnAndIsReplacedLater() throws Exception {
        Path file = folder.resolve("journal");
        Path inTheWay = folder.resolve("journal.new");
        HoldJournal journal = HoldJournal.open(file, 500);
        Files.createDirectory(inTheWay);
        for (int i = 0; i < 20; i++) {
            journal.held(hold("u" + i, "n" + i));
            journal.ended("u" + (i - 2));
        }
        assertThat(Files.size(file)).isGreaterThan(1_000);
        assertThat(journal.holds()).containsExactly(hold("u18", "n18"), hold("u19", "n19"));
        Files.delete(inTheWay);
        journal.held(hold("last", "n"));
        assertThat(Files.size(file)).isLessThan(500);
        journal.held(hold("behind", "n"));
        journal.close();
        try (HoldJournal again = HoldJournal.open(file)) {
            assertThat(again.holds())
                    .containsExactly(hold("u18", "n18"), hold("u19", "n19"), hold("last", "n"), hold("behind", "n"));
        }
    }

    @Test
    void aFileThatIsNoJournalIsNotTouched() throws Exception {
        Path file = Files.writeString(folder.resolve("other"), "a: yaml\nfile\n");
        assertThatThrownBy(() -> HoldJournal.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The line (1)")
                .hasMessageContaining("Maybe");
        assertThat(file).hasContent("a: yaml\nfile\n");
    }

    @Test
    void nothingIsHeldThatCouldNotBeWritten() throws Exception {
        HoldJournal journal = HoldJournal.open(folder.resolve("journal"));
        Ask ask = new Ask(Mode.PICK_ONE, true, "best-fit", journal);
        ask.node("a", 1000);
        assertThat(Ask.names(ask.filter("p", 600, "a"))).containsExactly("a");
        ask.live.apply(new ClusterEvent.PodGone("p"));
        journal.close();
        assertThatThrownBy(() -> ask.filter("q", 600, "a")).isInstanceOf(IOException.class);
        assertThat(ask.live.heldPods()).isZero();
        try (HoldJournal again = HoldJournal.open(folder.resolve("journal"))) {
            assertThat(again.holds()).isEmpty();
        }
    }
}
