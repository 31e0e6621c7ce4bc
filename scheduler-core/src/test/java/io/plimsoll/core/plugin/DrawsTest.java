package io.plimsoll.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawsTest {

    private static final int DRAWS = 100_000;

    @Test
    void equalKeysGiveEqualDraws() {
        assertThat(Draws.draw(42, 7, 1)).isEqualTo(Draws.draw(42, 7, 1));
        assertThat(Draws.draw(42, 7, 1)).isNotEqualTo(Draws.draw(42, 7, 0));
        assertThat(Draws.draw(42, 7, 1)).isNotEqualTo(Draws.draw(42, 8, 1));
        assertThat(Draws.draw(42, 7, 1)).isNotEqualTo(Draws.draw(43, 7, 1));
    }

    @Test
    void drawsOfNeighbouringKeysDiffer() {
        Set<Long> draws = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            for (int decision = 0; decision < 50; decision++) {
                for (int purpose = 0; purpose < 2; purpose++) {
                    draws.add(Draws.draw(seed, decision, purpose));
                }
            }
        }
        assertThat(draws).hasSize(50 * 50 * 2);
    }

    /** Chi-squared over 97 values of which no power of two is a multiple; 170 is exceeded once in 200,000 times. */
    @Test
    void numbersBelowABoundAreUniform() {
        int bound = 97;
        for (int purpose = 0; purpose < 2; purpose++) {
            int[] counts = new int[bound];
            for (int decision = 0; decision < DRAWS; decision++) {
                counts[Draws.below(Draws.draw(1, decision, purpose), bound)]++;
            }
            double expected = (double) DRAWS / bound;
            double chiSquared = 0;
            for (int count : counts) {
                chiSquared += (count - expected) * (count - expected) / expected;
            }
            assertThat(chiSquared).isBetween(40.0, 170.0);
        }
    }

    @Test
    void drawForTheNodeSaysNothingAboutTheDrawForTheDevice() {
        int both = 0;
        for (int decision = 0; decision < DRAWS; decision++) {
            boolean node = Draws.below(Draws.draw(1, decision, 0), 2) == 0;
            boolean device = Draws.below(Draws.draw(1, decision, 1), 2) == 0;
            both += node && device ? 1 : 0;
        }
        assertThat(both / (double) DRAWS).isBetween(0.24, 0.26);
    }

    @Test
    void everyBitIsSetHalfOfTheTime() {
        int[] set = new int[Long.SIZE];
        for (int decision = 0; decision < DRAWS; decision++) {
            long draw = Draws.draw(99, decision, 0);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                set[bit] += (int) (draw >>> bit & 1);
            }
        }
        for (int count : set) {
            assertThat(count / (double) DRAWS).isBetween(0.49, 0.51);
        }
    }

    @Test
    void boundsAreKept() {
        assertThat(Draws.below(-1L, 1)).isZero();
        assertThat(Draws.below(-1L, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE - 1);
        assertThat(Draws.below(0, Integer.MAX_VALUE)).isZero();
        assertThat(Draws.below(-1L, 10)).isEqualTo(9);
    }
}
