package io.plimsoll.kubernetes.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {

    /** Text, exact amount, thousandths rounded up, whole units rounded up. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "1, 1, 1000, 1",
        "100m, 0.1, 100, 1",
        "1.5, 1.5, 1500, 2",
        ".5, 0.5, 500, 1",
        "5., 5, 5000, 5",
        "+2, 2, 2000, 2",
        "-1500m, -1.5, -1500, -1",
        "1n, 0.000000001, 1, 1",
        "999u, 0.000999, 1, 1",
        "1001u, 0.001001, 2, 1",
        "0.1n, 0.000000001, 1, 1",
        "2k, 2000, 2000000, 2000",
        "1M, 1000000, 1000000000, 1000000",
        "3G, 3000000000, 3000000000000, 3000000000",
        "1T, 1000000000000, 1000000000000000, 1000000000000",
        "1P, 1000000000000000, 1000000000000000000, 1000000000000000",
        "1E, 1000000000000000000, 9223372036854775807, 1000000000000000000",
        "1E3, 1000, 1000000, 1000",
        "1e3, 1000, 1000000, 1000",
        "5e-1, 0.5, 500, 1",
        "1.5E+2, 150, 150000, 150",
        "1Ki, 1024, 1024000, 1024",
        "0.5Ki, 512, 512000, 512",
        "1.1Ki, 1126.4, 1126400, 1127",
        "4Gi, 4294967296, 4294967296000, 4294967296",
        "1Ei, 1152921504606846976, 9223372036854775807, 1152921504606846976",
        "100Ei, 9223372036854775807, 9223372036854775807, 9223372036854775807"
    })
    void amountsShouldBeExactAndRoundedUp(String text, String exact, long milli, long whole) {
        assertThat(Quantities.problem(text)).isNull();
        assertThat(Quantities.exact(text)).isEqualByComparingTo(exact);
        assertThat(Quantities.exact(new Quantity(text))).isEqualByComparingTo(exact);
        assertThat(Quantities.ofResource("cpu", Quantities.exact(text))).isEqualTo(milli);
        assertThat(Quantities.ofResource("memory", Quantities.exact(text))).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "1K", "1ki", "1 Gi", "1.2.3", "1GB", "m", "1e", "1e1.5", "--1", "1mi", "0x10", "1e999"})
    void otherTextsShouldBeRefused(String text) {
        assertThat(Quantities.problem(text)).isNotNull();
        assertThat(Quantities.advice(text)).endsWith(".");
    }

    @Test
    void aTextThatIsNoQuantityShouldNotBeTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantities.exact("2GB"))
                .withMessageContaining("(2GB)")
                .withMessageContaining("Maybe the B at its end is too much");
    }
}
