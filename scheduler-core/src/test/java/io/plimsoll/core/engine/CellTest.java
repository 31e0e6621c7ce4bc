package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellTest {

    private final Cell cell = new Cell(1);
    private final int[] places = new int[200];

    @BeforeEach
    void nobodyIsAnywhere() {
        Arrays.fill(places, Cell.NOWHERE);
    }

    @Test
    void infeasibleNodesStandInNoHeap() {
        cell.add(17, ScoreTree.ABSENT, places);
        assertThat(cell.bestNode()).isEqualTo(-1);
        cell.set(17, 5, places);
        assertThat(cell.bestNode()).isEqualTo(17);
        assertThat(cell.bestKey()).isEqualTo(5);
        cell.set(17, -3, places);
        assertThat(cell.bestNode()).isEqualTo(-1);
        assertThat(cell.bestKey()).isNegative();
        assertThat(places[17]).isEqualTo(Cell.NOWHERE);
        assertThat(cell.size()).isEqualTo(1);
        cell.remove(17, places);
        assertThat(cell.size()).isZero();
    }

    @Test
    void lowestNodeIsBestOfEqualKeysWhateverTheOrderOfArrival() {
        for (int node : new int[] {50, 10, 90, 30}) {
            cell.add(node, 7, places);
        }
        assertThat(cell.bestNode()).isEqualTo(10);
        cell.remove(10, places);
        assertThat(cell.bestNode()).isEqualTo(30);
        cell.set(30, 6, places);
        assertThat(cell.bestNode()).isEqualTo(50);
    }

    @Test
    void bucketFollowsItsBestNode() {
        Bucket bucket = new Bucket(1, 0, new boolean[1]);
        Cell other = new Cell(1);
        other.add(5, 10, places);
        cell.add(3, 10, places);
        other.moveTo(bucket);
        cell.moveTo(bucket);
        assertThat(bucket.topNode()).isEqualTo(3);
        cell.set(3, 9, places);
        assertThat(bucket.topNode()).isEqualTo(5);
        cell.moveTo(null);
        other.moveTo(null);
        assertThat(bucket.isEmpty()).isTrue();
        assertThat(bucket.topNode()).isEqualTo(-1);
        assertThat(bucket.topKey()).isNegative();
    }

    @Test
    void randomChangesAgreeWithALookAtEveryNode() {
        long seed = Long.getLong("plimsoll.seed", 42);
        Random random = new Random(seed);
        SortedMap<Integer, Long> keys = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            int node = random.nextInt(150);
            long key = random.nextInt(6) - 2L;
            if (!keys.containsKey(node)) {
                cell.add(node, key, places);
                keys.put(node, key);
            } else if (random.nextInt(4) == 0) {
                cell.remove(node, places);
                keys.remove(node);
            } else {
                cell.set(node, key, places);
                keys.put(node, key);
            }
            compare(keys, seed);
        }
    }

    private void compare(SortedMap<Integer, Long> keys, long seed) {
        int bestNode = -1;
        long bestKey = -1;
        int feasible = 0;
        for (Map.Entry<Integer, Long> entry : keys.entrySet()) {
            feasible += entry.getValue() >= 0 ? 1 : 0;
            if (entry.getValue() > bestKey) {
                bestKey = entry.getValue();
                bestNode = entry.getKey();
            }
        }
        assertThat(cell.size()).as("seed %d", seed).isEqualTo(keys.size());
        assertThat(cell.feasible()).as("seed %d", seed).isEqualTo(feasible);
        assertThat(cell.bestNode()).as("seed %d", seed).isEqualTo(bestNode);
        assertThat(cell.bestKey() < 0 ? -1 : cell.bestKey()).as("seed %d", seed).isEqualTo(bestKey);
    }
}
