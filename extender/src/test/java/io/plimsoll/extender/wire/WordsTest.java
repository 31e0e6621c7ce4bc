package io.plimsoll.extender.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.extender.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final byte[] SPECIAL = {'"', '\\', 0, 31, '\n'};
    private static final byte[] NEAR = {' ', '!', '#', '[', ']', 127, -128, -1, (byte) 0xa2, (byte) 0xdc, 'a'};

    @Test
    void theFirstSpecialByteOfAWordIsFound() {
        for (long seed : Seeds.some(5)) {
            Random random = new Random(seed);
            for (int step = 0; step < 50_000; step++) {
                byte[] bytes = new byte[8];
                for (int i = 0; i < 8; i++) {
                    byte[] of = random.nextInt(6) == 0 ? SPECIAL : NEAR;
                    bytes[i] = of[random.nextInt(of.length)];
                }
                int first = 0;
                while (first < 8 && !isSpecial(bytes[first])) {
                    first++;
                }
                long found = Words.special(Words.at(bytes, 0));
                assertThat(found == 0 ? 8 : Long.numberOfTrailingZeros(found) >>> 3)
                        .as(Arrays.toString(bytes) + Seeds.hint(seed))
                        .isEqualTo(first);
            }
        }
    }

    private static boolean isSpecial(byte c) {
        return c == '"' || c == '\\' || (c >= 0 && c < ' ');
    }

    @Test
    void equalRangesHaveEqualHashesWhereverTheyStand() {
        for (long seed : Seeds.some(5)) {
            Random random = new Random(seed);
            for (int step = 0; step < 20_000; step++) {
                int length = random.nextInt(30);
                byte[] one = new byte[length + random.nextInt(10)];
                random.nextBytes(one);
                int from = random.nextInt(one.length - length + 1);
                byte[] other = new byte[random.nextInt(10) + length];
                random.nextBytes(other);
                int otherFrom = random.nextInt(other.length - length + 1);
                System.arraycopy(one, from, other, otherFrom, length);
                assertThat(Words.hash(one, from, from + length))
                        .as(Seeds.hint(seed))
                        .isEqualTo(Words.hash(other, otherFrom, otherFrom + length));
                assertThat(Words.equal(one, from, other, otherFrom, length)).isTrue();
                if (length > 0) {
                    other[otherFrom + random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                    assertThat(Words.equal(one, from, other, otherFrom, length)).isFalse();
                    assertThat(Words.hash(one, from, from + length))
                            .isNotEqualTo(Words.hash(other, otherFrom, otherFrom + length));
                }
            }
        }
    }
}
