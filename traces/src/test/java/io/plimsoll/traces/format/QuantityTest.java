package io.plimsoll.traces.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "500m,500",
        "1.5,1500",
        "2,2000",
        ".5,500",
        "1e3,1000000",
        "2k,2000000",
        "1u,1",
        "1n,1",
        "0,0",
        "5.,5000",
        "1E-3,1"
    })
    void cpuShouldBeReadInThousandthsRoundedUp(String text, long milli) {
        assertThat(Quantity.parse(text, 1000)).isEqualTo(milli);
    }

    @ParameterizedTest
    @CsvSource({
        "16Gi,17179869184",
        "1.75Gi,1879048192",
        "1G,1000000000",
        "128Mi,134217728",
        "1500m,2",
        "1Pi,1125899906842624"
    })
    void memoryShouldBeReadInBytes(String text, long bytes) {
        assertThat(Quantity.parse(text, 1)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1 Gi",
                "Gi",
                "1GiB",
                "1e",
                "1e999",
                "NaN",
                "1.2.3",
                "2Pi",
                "1Ei",
                "1,5",
                "00000000000000000000000000000001"
            })
    void whatIsNoQuantityShouldBeRefused(String text) {
        assertThat(Quantity.parse(text, 1)).isEqualTo(Quantity.NONE);
    }
}
