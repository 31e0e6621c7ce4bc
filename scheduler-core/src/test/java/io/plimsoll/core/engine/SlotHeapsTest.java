package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SlotHeapsTest {

    @Test
    void setShouldBeNamedByItsLowestSlotWhateverComesAndGoes() {
        Random random = new Random(1);
        SlotHeaps heaps = new SlotHeaps();
        heaps.reserve(100);
        heaps.reserve(500);
        List<TreeSet<Integer>> expected = List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        int[] names = {-1, -1, -1};
        int[] setOf = new int[500];
        for (int i = 0; i < 50_000; i++) {
            int slot = random.nextInt(500);
            int set = setOf[slot] - 1;
            if (set >= 0) {
                names[set] = heaps.remove(names[set], slot);
                expected.get(set).remove(slot);
                setOf[slot] = 0;
            } else {
                int into = random.nextInt(3);
                names[into] = heaps.add(names[into], slot);
                expected.get(into).add(slot);
                setOf[slot] = into + 1;
            }
            for (int s = 0; s < names.length; s++) {
                assertThat(names[s])
                        .isEqualTo(
                                expected.get(s).isEmpty() ? -1 : expected.get(s).first());
            }
        }
        for (int s = 0; s < names.length; s++) {
            assertThat(slots(heaps, names[s])).containsExactlyInAnyOrderElementsOf(expected.get(s));
        }
    }

    private static List<Integer> slots(SlotHeaps heaps, int top) {
        List<Integer> slots = new ArrayList<>();
        if (top >= 0) {
            slots.add(top);
            slots.addAll(slots(heaps, heaps.left(top)));
            slots.addAll(slots(heaps, heaps.right(top)));
        }
        return slots;
    }
}
