package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BucketTest {

    @Test
    void topIsTheBestNodeOfAllCellsThroughRandomChanges() {
        long seed = Long.getLong("plimsoll.seed", 42);
        Random random = new Random(seed);
        Bucket bucket = new Bucket(1, 0, new boolean[1]);
        int[] places = new int[60];
        Arrays.fill(places, Cell.NOWHERE);
        Map<Cell, Integer> cells = new HashMap<>();
        List<Cell> all = new ArrayList<>();
        for (int node = 0; node < 60; node++) {
            Cell cell = new Cell(1);
            cell.add(node, ScoreTree.ABSENT, places);
            all.add(cell);
            cells.put(cell, node);
        }
        List<Cell> inside = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            Cell cell = all.get(random.nextInt(all.size()));
            if (!inside.contains(cell)) {
                cell.moveTo(bucket);
                inside.add(cell);
            } else if (random.nextInt(3) == 0) {
                cell.moveTo(null);
                inside.remove(cell);
            } else {
                cell.set(Objects.requireNonNull(cells.get(cell)), random.nextInt(8) - 2L, places);
            }
            compare(bucket, inside, seed);
        }
    }

    private static void compare(Bucket bucket, List<Cell> inside, long seed) {
        int bestNode = -1;
        long bestKey = -1;
        for (Cell cell : inside) {
            boolean better = cell.bestKey() > bestKey || (cell.bestKey() == bestKey && cell.bestNode() < bestNode);
            if (cell.bestKey() >= 0 && better) {
                bestKey = cell.bestKey();
                bestNode = cell.bestNode();
            }
        }
        assertThat(bucket.isEmpty()).isEqualTo(inside.isEmpty());
        assertThat(bucket.topKey() < 0 ? -1 : bucket.topKey())
                .as("seed %d", seed)
                .isEqualTo(bestKey);
        assertThat(bucket.topKey() < 0 ? -1 : bucket.topNode())
                .as("seed %d", seed)
                .isEqualTo(bestNode);
    }
}
