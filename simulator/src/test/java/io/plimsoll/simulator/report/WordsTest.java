package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void thousandsAreGrouped() {
        assertThat(Words.count(0)).isEqualTo("0");
        assertThat(Words.count(999)).isEqualTo("999");
        assertThat(Words.count(49_812)).isEqualTo("49,812");
        assertThat(Words.count(-1_234_567)).isEqualTo("-1,234,567");
        assertThat(Words.decimal(1_234.56, 1)).isEqualTo("1,234.6");
    }

    @Test
    void sharesAreShownInPercent() {
        assertThat(Words.percent(0.783)).isEqualTo("78.3\u00a0%");
        assertThat(Words.percent(1)).isEqualTo("100.0\u00a0%");
    }

    @Test
    void durationsHaveTheirTwoLargestUnits() {
        assertThat(spaced(Words.duration(0))).isEqualTo("0 s");
        assertThat(spaced(Words.duration(420))).isEqualTo("420 ms");
        assertThat(spaced(Words.duration(12_500))).isEqualTo("12.5 s");
        assertThat(spaced(Words.duration(59_999))).isEqualTo("60 s");
        assertThat(spaced(Words.duration(42 * 60_000))).isEqualTo("42 min");
        assertThat(spaced(Words.duration(42 * 60_000 + 7_000))).isEqualTo("42 min 7 s");
        assertThat(spaced(Words.duration(12_000_000))).isEqualTo("3 h 20 min");
        assertThat(spaced(Words.duration(86_400_000))).isEqualTo("1 day");
        assertThat(spaced(Words.duration(187_200_000))).isEqualTo("2 days 4 h");
    }

    @Test
    void momentsAreDaysAndTimes() {
        assertThat(spaced(Words.moment(0))).isEqualTo("day 1, 00:00");
        assertThat(spaced(Words.moment(2 * 86_400_000L + 14 * 3_600_000L + 5 * 60_000L)))
                .isEqualTo("day 3, 14:05");
    }

    @Test
    void quantitiesHaveUnits() {
        assertThat(spaced(Words.bytes(512))).isEqualTo("512 bytes");
        assertThat(spaced(Words.bytes(3L << 39))).isEqualTo("1.5 TiB");
        assertThat(spaced(Words.bytes(1020L << 20))).isEqualTo("1,020 MiB");
        assertThat(Words.milli(12_500)).isEqualTo("12.5");
        assertThat(spaced(Words.counted(1, "pod", "pods"))).isEqualTo("1 pod");
        assertThat(spaced(Words.counted(2, "pod", "pods"))).isEqualTo("2 pods");
    }

    @Test
    void reasonsAreExplained() {
        assertThat(ReasonWords.explain("Insufficient cpu")).contains("more CPU");
        assertThat(ReasonWords.explain("Insufficient example.com/licence")).contains("this resource");
        assertThat(ReasonWords.explain("node(s) were unschedulable")).contains("cordoned");
        assertThat(ReasonWords.explain("node(s) didn't match pod topology spread constraints"))
                .contains("unevenly");
        assertThat(ReasonWords.explain("node(s) didn't match Pod's node affinity/selector"))
                .contains("labels");
        assertThat(ReasonWords.explain("something new")).isEqualTo("A rule of the policy's profile refused the node.");
    }

    private static String spaced(String text) {
        return text.replace('\u00a0', ' ');
    }
}
