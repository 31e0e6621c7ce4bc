package io.plimsoll.traces.notation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "500m,500",
        "1.5,1500",
        "2,2000",
        "4,4000",
        ".5,500",
        "1e3,1000000",
        "2k,2000000",
        "1u,1",
        "1n,1",
        "0,0",
        "0.0001,1",
        "5.,5000",
        "5e-1,500",
        "1E-3,1"
    })
    void cpuShouldBeReadInThousandthsRoundedUp(String text, long milli) {
        assertThat(Quantity.parse(text, 1000)).isEqualTo(milli);
    }

    @ParameterizedTest
    @CsvSource({
        "16Gi,17179869184",
        "1.75Gi,1879048192",
        "1.5Ki,1536",
        "0.1Ki,103",
        "1G,1000000000",
        "3M,3000000",
        "2e3,2000",
        "1E3,1000",
        "128Mi,134217728",
        "1500m,2",
        "1Ti,1099511627776",
        "1Pi,1125899906842624",
        "7E,7000000000000000000",
        "8Ei,9223372036854775807",
        "99999999999999999999,9223372036854775807"
    })
    void memoryShouldBeReadInBytes(String text, long bytes) {
        assertThat(Quantity.parse(text, 1)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1 Gi",
                "Gi",
                "m",
                "1gi",
                "1GiB",
                "1e",
                "1e100",
                "1e999",
                "NaN",
                "0x1",
                "1.2.3",
                "1,5",
                "1ki",
                "00000000000000000000000000000000000000001"
            })
    void whatIsNoQuantityShouldBeRefused(String text) {
        assertThat(Quantity.parse(text, 1)).isEqualTo(Quantity.NONE);
    }

    @Test
    void moreThanAResourceCanHaveShouldBeRefused() {
        assertThat(Quantity.parseResource("1Pi", 1)).isEqualTo(1L << 50);
        assertThat(Quantity.parseResource("2Pi", 1)).isEqualTo(Quantity.NONE);
        assertThat(Quantity.parseResource("x", 1)).isEqualTo(Quantity.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "500,500m", "64000,64", "1500,1500m"})
    void thousandthsShouldBeWrittenAsTheyAreRead(long milli, String text) {
        assertThat(Quantity.ofMilli(milli)).isEqualTo(text);
        assertThat(Quantity.parse(text, 1000)).isEqualTo(milli);
    }

    @Test
    void bytesShouldBeWrittenAsTheyAreRead() {
        assertThat(Quantity.ofBytes(0)).isEqualTo("0");
        assertThat(Quantity.ofBytes(1000)).isEqualTo("1000");
        assertThat(Quantity.ofBytes(3L << 29)).isEqualTo("1536Mi");
        for (int power = 0; power < 63; power++) {
            long bytes = 1L << power;
            assertThat(Quantity.parse(Quantity.ofBytes(bytes), 1)).isEqualTo(bytes);
            assertThat(Quantity.parse(Quantity.ofBytes(bytes - 1), 1)).isEqualTo(bytes - 1);
        }
    }
}
