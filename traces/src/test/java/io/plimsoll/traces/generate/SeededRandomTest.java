package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    @Test
    void theBitsAreThoseOfSplitMix64() {
        SeededRandom random = new SeededRandom(1234567);

        assertThat(random.next()).isEqualTo(6457827717110365317L);
        assertThat(random.next()).isEqualTo(3203168211198807973L);
        assertThat(random.next()).isEqualTo(Long.parseUnsignedLong("9817491932198370423"));
        assertThat(random.next()).isEqualTo(4593380528125082431L);
        assertThat(random.next()).isEqualTo(Long.parseUnsignedLong("16408922859458223821"));
    }

    @Test
    void boundedNumbersAreSpreadEvenly() {
        SeededRandom random = new SeededRandom(1);
        int[] hits = new int[7];
        for (int i = 0; i < 70_000; i++) {
            hits[random.below(7)]++;
        }
        assertThat(Arrays.stream(hits)).allMatch(count -> count >= 9_600 && count <= 10_400);
        for (int i = 0; i < 10_000; i++) {
            assertThat(random.below(1L << 53)).isBetween(0L, (1L << 53) - 1);
            assertThat(random.below(1)).isZero();
            assertThat(random.unit()).isBetween(0.0, Math.nextDown(1.0));
        }
    }

    @Test
    void logNormalNumbersHaveTheirMedianAndSpread() {
        SeededRandom random = new SeededRandom(2);
        double[] drawn = new double[100_001];
        Arrays.setAll(drawn, i -> random.logNormal(1.5));
        Arrays.sort(drawn);

        assertThat(drawn[50_000]).isCloseTo(1, within(0.03));
        assertThat(Math.log(drawn[84_134])).isCloseTo(1.5, within(0.03));
        assertThat(Math.log(drawn[15_866])).isCloseTo(-1.5, within(0.03));
    }

    @Test
    void streamsDifferAndLeaveTheirParentAlone() {
        SeededRandom parent = new SeededRandom(3);
        long first = parent.stream(1).next();

        assertThat(parent.stream(2).next()).isNotEqualTo(first);
        assertThat(parent.stream(1).next()).isEqualTo(first);
        assertThat(parent.next()).isEqualTo(new SeededRandom(3).next());
    }
}
