package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeatMapBuilderTest {

    @Test
    void aCellIsTheMeanOverItsTime() {
        HeatMapBuilder builder = new HeatMapBuilder("gpu", 100);
        builder.change(0, 0, 8, 0);
        builder.change(0, 50, 0, 4);
        builder.change(0, 175, 0, 4);
        HeatMap map = builder.finish(200, node -> "n" + node);
        assertThat(map.resource()).isEqualTo("gpu");
        assertThat(map.buckets()).isEqualTo(2);
        assertThat(map.groups()).containsExactly("n0");
        assertThat(map.share(0, 0)).isEqualTo(0.25f);
        assertThat(map.share(0, 1)).isEqualTo(0.625f);
    }

    @Test
    void timeWithoutCapacityIsNotZeroButNothing() {
        HeatMapBuilder builder = new HeatMapBuilder("cpu", 10);
        builder.change(1, 20, 5, 5);
        builder.change(1, 30, -5, -5);
        HeatMap map = builder.finish(40, node -> "n" + node);
        assertThat(map.share(0, 0)).isEqualTo(-1);
        assertThat(map.share(1, 1)).isEqualTo(-1);
        assertThat(map.share(1, 2)).isEqualTo(1);
        assertThat(map.share(1, 3)).isEqualTo(-1);
    }

    @Test
    void groupsAreNamedByTheirEnds() {
        HeatMapBuilder builder = new HeatMapBuilder("cpu", 10);
        for (int node = 0; node < 301; node++) {
            builder.change(node, 0, 1, 0);
        }
        HeatMap map = builder.finish(10, node -> "n" + node);
        assertThat(map.nodesPerGroup()).isEqualTo(4);
        assertThat(map.groups()).hasSize(76).startsWith("n0 \u2026 n3").endsWith("n300");
    }

    @Test
    void mergingChangesNoMean() {
        SplittableRandom random = new SplittableRandom(3);
        int nodes = 500;
        long end = 10_000;
        HeatMapBuilder builder = new HeatMapBuilder("cpu", 1);
        double[][] allocated = new double[nodes][(int) end];
        long[] held = new long[nodes];
        long[] since = new long[nodes];
        long time = 0;
        for (int node = 0; node < nodes; node++) {
            builder.change(node, time, 10, 0);
        }
        while (time < end) {
            int node = random.nextInt(nodes);
            fill(allocated[node], since[node], time, held[node]);
            since[node] = time;
            long next = random.nextInt(11);
            builder.change(node, time, 0, next - held[node]);
            held[node] = next;
            time += random.nextInt(4);
        }
        for (int node = 0; node < nodes; node++) {
            fill(allocated[node], since[node], end, held[node]);
        }
        HeatMap map = builder.finish(end, node -> "n" + node);
        assertThat(map.buckets()).isBetween(HeatMapBuilder.MAX_BUCKETS / 2, HeatMapBuilder.MAX_BUCKETS);
        assertThat(map.groups()).hasSizeBetween(HeatMapBuilder.MAX_GROUPS / 2, HeatMapBuilder.MAX_GROUPS);
        for (int group = 0; group < map.groups().size(); group++) {
            for (int bucket = 0; bucket < map.buckets(); bucket++) {
                assertThat((double) map.share(group, bucket))
                        .isCloseTo(mean(allocated, map, group, bucket), within(1e-6));
            }
        }
    }

    @Test
    void theBucketLengthMustBePositive() {
        assertThatThrownBy(() -> new HeatMapBuilder("cpu", 0)).hasMessageContaining("bucket length (0)");
    }

    private static void fill(double[] row, long from, long until, long value) {
        for (int i = (int) from; i < Math.min(until, row.length); i++) {
            row[i] = value;
        }
    }

    private static double mean(double[][] allocated, HeatMap map, int group, int bucket) {
        double sum = 0;
        double capacity = 0;
        for (int node = group * map.nodesPerGroup();
                node < Math.min(allocated.length, (group + 1) * map.nodesPerGroup());
                node++) {
            for (long t = bucket * map.bucketMillis();
                    t < Math.min(allocated[node].length, (bucket + 1) * map.bucketMillis());
                    t++) {
                sum += allocated[node][(int) t];
                capacity += 10;
            }
        }
        return sum / capacity;
    }
}
