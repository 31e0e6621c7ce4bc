package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.traces.Seeds;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7",
        "+7, 7",
        "-7, -7",
        "007, 7",
        "16384.0, 16384",
        "16384., 16384",
        "-2.000, -2",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, 9223372036854775807",
        "-9223372036854775808, -9223372036854775807",
        "99999999999999999999999999999999999999.0, 9223372036854775807"
    })
    void wholeNumbersAreRead(String text, long value) {
        assertThat(WholeNumber.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "-.0",
                ".0",
                "1.5",
                "1.0.0",
                "1e3",
                "1E3",
                "0x10",
                " 1",
                "1 ",
                "1,000",
                "NaN",
                "null",
                "Infinity",
                "--1",
                "+-1",
                "٣",
                "1_000",
                "16Gi",
                "1.0f"
            })
    void anythingElseIsNoNumber(String text) {
        assertThat(WholeNumber.parse(text)).isEqualTo(WholeNumber.NOT_A_NUMBER);
    }

    @Test
    void randomNumbersAreReadLikeBigIntegers() {
        SplittableRandom random = new SplittableRandom(Seeds.of("randomNumbersAreRead", 11));
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        for (int i = 0; i < 20_000; i++) {
            BigInteger number = BigInteger.valueOf(random.nextLong())
                    .shiftRight(random.nextInt(63))
                    .multiply(BigInteger.valueOf(random.nextInt(8) == 0 ? random.nextLong() : 1));
            String text = number + (random.nextBoolean() ? "" : "." + "0".repeat(random.nextInt(4)));
            assertThat(WholeNumber.parse(text))
                    .as(text)
                    .isEqualTo(number.min(most).max(most.negate()).longValueExact());
        }
    }
}
