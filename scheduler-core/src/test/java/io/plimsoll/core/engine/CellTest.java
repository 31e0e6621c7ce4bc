package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CellTest {

    private final Cell cell = new Cell(new int[] {0});

    @Test
    void cellOfOneNodeNeedsNoTree() {
        assertThat(cell.add(17)).isZero();
        assertThat(cell.bestNode()).isEqualTo(-1);
        cell.set(0, 5);
        assertThat(cell.bestNode()).isEqualTo(17);
        assertThat(cell.bestKey()).isEqualTo(5);
        cell.set(0, -3);
        assertThat(cell.bestNode()).isEqualTo(-1);
        assertThat(cell.bestKey()).isNegative();
        assertThat(cell.key(0)).isEqualTo(-3);
        cell.remove(0);
        assertThat(cell.size()).isZero();
        assertThat(cell.bestNode()).isEqualTo(-1);
    }

    @Test
    void lowestNodeIsBestOfEqualKeysWhateverTheOrderOfArrival() {
        for (int node : new int[] {50, 10, 90, 30}) {
            cell.set(cell.add(node), 7);
        }
        assertThat(cell.bestNode()).isEqualTo(10);
        cell.remove(0);
        assertThat(cell.bestNode()).isEqualTo(30);
        assertThat(cell.node(1)).isEqualTo(50);
        cell.set(0, 6);
        assertThat(cell.bestNode()).isEqualTo(50);
    }

    @Test
    void bucketFollowsItsBestNode() {
        Bucket bucket = new Bucket(1, 0, new boolean[1]);
        Cell other = new Cell(new int[] {1});
        other.set(other.add(5), 10);
        cell.set(cell.add(3), 10);
        other.moveTo(bucket);
        cell.moveTo(bucket);
        assertThat(bucket.topNode()).isEqualTo(3);
        cell.set(0, 9);
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
            if (!keys.containsKey(node)) {
                assertThat(cell.add(node))
                        .as("seed %d", seed)
                        .isEqualTo(keys.headMap(node).size());
                keys.put(node, ScoreTree.ABSENT);
            } else if (random.nextInt(4) == 0) {
                cell.remove(keys.headMap(node).size());
                keys.remove(node);
            } else {
                long key = random.nextInt(6) - 2L;
                cell.set(keys.headMap(node).size(), key);
                keys.put(node, key);
            }
            compare(keys, seed);
        }
    }

    private void compare(SortedMap<Integer, Long> keys, long seed) {
        int bestNode = -1;
        long bestKey = -1;
        int position = 0;
        for (Map.Entry<Integer, Long> entry : keys.entrySet()) {
            assertThat(cell.node(position)).as("seed %d", seed).isEqualTo(entry.getKey());
            assertThat(cell.key(position++)).as("seed %d", seed).isEqualTo(entry.getValue());
            if (entry.getValue() > bestKey) {
                bestKey = entry.getValue();
                bestNode = entry.getKey();
            }
        }
        assertThat(cell.size()).isEqualTo(position);
        assertThat(cell.bestNode()).as("seed %d", seed).isEqualTo(bestNode);
        assertThat(cell.bestKey() < 0 ? -1 : cell.bestKey()).as("seed %d", seed).isEqualTo(bestKey);
    }
}
