package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTreeTest {

    @Test
    void emptyTreeHasNoBest() {
        ScoreTree tree = new ScoreTree(0);
        assertThat(tree.best()).isEqualTo(-1);
        assertThat(tree.feasible()).isZero();
        assertThat(tree.next(0)).isEqualTo(-1);
        assertThat(tree.slots()).isEqualTo(64);
    }

    @Test
    void lowestPositionIsBestOfEqualKeys() {
        ScoreTree tree = new ScoreTree(5000);
        tree.set(4711, 7);
        tree.set(4200, 7);
        tree.set(99, 7);
        assertThat(tree.best()).isEqualTo(99);
        tree.set(99, 6);
        assertThat(tree.best()).isEqualTo(4200);
        tree.leave(4200);
        assertThat(tree.best()).isEqualTo(4711);
        tree.set(0, 7);
        assertThat(tree.best()).isZero();
    }

    @Test
    void infeasibleKeysAreKeptAndNeverChosen() {
        ScoreTree tree = new ScoreTree(100);
        tree.set(3, -5);
        tree.set(70, Long.MIN_VALUE + 1);
        assertThat(tree.key(3)).isEqualTo(-5);
        assertThat(tree.key(70)).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(tree.key(4)).isEqualTo(ScoreTree.ABSENT);
        assertThat(tree.best()).isEqualTo(-1);
        assertThat(tree.feasible()).isZero();
        tree.set(70, 0);
        assertThat(tree.best()).isEqualTo(70);
        assertThat(tree.feasible()).isEqualTo(1);
    }

    @Test
    void largestKeysAreNoLimit() {
        ScoreTree tree = new ScoreTree(130);
        tree.set(129, Long.MAX_VALUE);
        tree.set(128, Long.MAX_VALUE - 1);
        assertThat(tree.best()).isEqualTo(129);
    }

    @Test
    void growingKeepsWhatWasThere() {
        ScoreTree tree = new ScoreTree(10);
        tree.set(3, 30);
        tree.set(5, -1);
        tree.reserve(5);
        assertThat(tree.slots()).isEqualTo(64);
        tree.reserve(70_000);
        assertThat(tree.slots()).isGreaterThanOrEqualTo(70_000);
        assertThat(tree.key(3)).isEqualTo(30);
        assertThat(tree.key(5)).isEqualTo(-1);
        assertThat(tree.best()).isEqualTo(3);
        tree.set(69_999, 30);
        assertThat(tree.best()).isEqualTo(3);
        assertThat(tree.nth(1)).isEqualTo(69_999);
        assertThat(tree.next(4)).isEqualTo(69_999);
    }

    @Test
    void leavingAPlaceThatWasNeverThereChangesNothing() {
        ScoreTree tree = new ScoreTree(64);
        tree.leave(64);
        tree.leave(1_000_000);
        assertThat(tree.best()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64, 65, 300, 4096, 4097, 9000})
    void randomChangesAgreeWithALookAtEveryKey(int size) {
        long seed = Long.getLong("plimsoll.seed", 42);
        Random random = new Random(seed);
        ScoreTree tree = new ScoreTree(size);
        long[] keys = new long[tree.slots()];
        Arrays.fill(keys, ScoreTree.ABSENT);
        for (int i = 0; i < 1500; i++) {
            int position = random.nextInt(size);
            // Few distinct keys: ties everywhere.
            long key = random.nextInt(3) == 0 ? -1 - random.nextInt(3) : random.nextInt(5);
            tree.set(position, key);
            keys[position] = key;
            compare(tree, keys, random.nextInt(size + 1), seed);
        }
    }

    private static void compare(ScoreTree tree, long[] keys, int from, long seed) {
        int best = -1;
        int feasible = 0;
        int next = -1;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] >= 0) {
                assertThat(feasible % 97 != 0 || tree.nth(feasible) == i)
                        .as("place of feasible position %d, seed %d", feasible, seed)
                        .isTrue();
                feasible++;
                best = best < 0 || keys[i] > keys[best] ? i : best;
                next = next < 0 && i >= from ? i : next;
            }
        }
        assertThat(tree.best()).as("best, seed %d", seed).isEqualTo(best);
        assertThat(tree.feasible()).as("feasible, seed %d", seed).isEqualTo(feasible);
        assertThat(tree.next(from)).as("next, seed %d", seed).isEqualTo(next);
    }
}
