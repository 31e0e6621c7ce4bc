package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LoadCurveTest {

    private final int[][] arrivals = new int[14][24];

    @Test
    void arrivalsFollowTheHoursAndRestOnWeekends() {
        draw(14, 400_000);

        for (int day = 0; day < 14; day++) {
            boolean weekend = day % 7 >= 5;
            assertThat(sum(day)).as("day %d", day).isCloseTo(weekend ? 16_667 : 33_333, within(700));
            assertThat(arrivals[day][15]).as("afternoon of day %d", day).isGreaterThan(3 * arrivals[day][4]);
            assertThat(arrivals[day][12]).as("noon of day %d", day).isLessThan(arrivals[day][14]);
        }
    }

    @Test
    void aSingleDayIsCoveredWhole() {
        draw(1, 20_000);

        assertThat(sum(0)).isEqualTo(20_000);
        assertThat(arrivals[0]).doesNotContain(0);
    }

    private void draw(int days, int count) {
        LoadCurve curve = new LoadCurve(days);
        SeededRandom random = new SeededRandom(5);
        for (int i = 0; i < count; i++) {
            long time = curve.draw(random);
            assertThat(time).isBetween(0L, days * Calendar.DAY - 1);
            arrivals[(int) (time / Calendar.DAY)][(int) (time / Calendar.HOUR % 24)]++;
        }
    }

    private int sum(int day) {
        int sum = 0;
        for (int count : arrivals[day]) {
            sum += count;
        }
        return sum;
    }
}
