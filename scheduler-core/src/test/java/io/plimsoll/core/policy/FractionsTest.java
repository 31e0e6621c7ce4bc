package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.Resources;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FractionsTest {

    private static final BigInteger SCALE = BigInteger.valueOf(Fractions.SCALE);

    @Test
    void anAmountShouldBeExactlyItsShareRoundedDown() {
        Random random = Seed.random();
        for (int i = 0; i < 200_000; i++) {
            long capacity = 1 + (random.nextLong(Resources.MAX_QUANTITY) >>> random.nextInt(50));
            long amount = random.nextLong(capacity + 1);
            BigInteger expected = BigInteger.valueOf(amount).multiply(SCALE).divide(BigInteger.valueOf(capacity));
            assertThat(Fractions.of(amount, capacity))
                    .as("%s/%s, %s", amount, capacity, Seed.hint())
                    .isEqualTo(expected.longValueExact());
        }
    }

    @Test
    void theLargestAmountsShouldNotOverflow() {
        assertThat(Fractions.of(Resources.MAX_QUANTITY - 1, Resources.MAX_QUANTITY))
                .isEqualTo(Fractions.SCALE - 1);
        assertThat(Fractions.of(Resources.MAX_QUANTITY / 2, Resources.MAX_QUANTITY))
                .isEqualTo(Fractions.SCALE / 2);
        assertThat(Fractions.of(Long.MAX_VALUE, Resources.MAX_QUANTITY)).isEqualTo(Fractions.SCALE);
    }

    @Test
    void lessThanNothingShouldBeNothingAndMoreThanAllShouldBeAll() {
        assertThat(Fractions.of(-1, 10)).isZero();
        assertThat(Fractions.of(Long.MIN_VALUE, 10)).isZero();
        assertThat(Fractions.of(11, 10)).isEqualTo(Fractions.SCALE);
    }

    @Test
    void theRootShouldBeExactAroundEverySquare() {
        Random random = Seed.random();
        for (int i = 0; i < 200_000; i++) {
            long root = i < 1000 ? i : random.nextLong(Fractions.SCALE);
            int count = 1 + random.nextInt(900);
            long squares = count * root * root;
            assertThat(Fractions.rootOfMean(squares, count)).isEqualTo(root);
            assertThat(Fractions.rootOfMean(count * (root + 1) * (root + 1) - 1, count))
                    .isEqualTo(root);
            if (root > 0) {
                assertThat(Fractions.rootOfMean(squares - 1, count)).isEqualTo(root - 1);
            }
        }
        assertThat(Fractions.rootOfMean(900 * Fractions.SCALE * Fractions.SCALE, 900))
                .isEqualTo(Fractions.SCALE);
    }
}
