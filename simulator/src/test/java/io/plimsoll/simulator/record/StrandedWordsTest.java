package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.simulator.Seeds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sums that follow changes are those of adding up all nodes, also after many words came and went. */
final class StrandedWordsTest {

    private static final int NODES = 50;
    private static final int CLASSES = 5;
    private static final int RESOURCES = 3;

    @Test
    void sumsShouldBeThoseOfAllNodes() {
        SplittableRandom random = new SplittableRandom(Seeds.of("StrandedWordsTest", 1));
        StrandedWords words = new StrandedWords(RESOURCES);
        words.reserve(NODES);
        long[] wordOf = new long[NODES];
        long[][] freeOf = new long[NODES][RESOURCES];
        for (int change = 0; change < 20_000; change++) {
            int node = random.nextInt(NODES);
            wordOf[node] = random.nextInt(4) == 0 ? 0 : random.nextLong(1L << (4 * CLASSES));
            freeOf[node] = random.longs(RESOURCES, 0, 1000).toArray();
            words.node(node, wordOf[node], freeOf[node]);
            if (change % 100 == 0) {
                assertThat(refused(words.sums(CLASSES))).isEqualTo(refused(plain(wordOf, freeOf)));
            }
        }
    }

    private static long[] plain(long[] wordOf, long[][] freeOf) {
        long[] sums = new long[CLASSES * StrandedCauses.CAUSES * RESOURCES];
        for (int node = 0; node < NODES; node++) {
            for (int k = 0; k < CLASSES; k++) {
                for (int r = 0; r < RESOURCES; r++) {
                    int cause = (int) (wordOf[node] >> (4 * k)) & 15;
                    sums[(k * StrandedCauses.CAUSES + cause) * RESOURCES + r] += freeOf[node][r];
                }
            }
        }
        return sums;
    }

    /** Without the sums of nodes that take the class, of which only those count that refuse another one. */
    private static long[] refused(long[] sums) {
        for (int k = 0; k < CLASSES; k++) {
            for (int r = 0; r < RESOURCES; r++) {
                sums[k * StrandedCauses.CAUSES * RESOURCES + r] = 0;
            }
        }
        return sums;
    }
}
