package io.plimsoll.traces.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.traces.generate.ArrivalProcess.Modulated;
import io.plimsoll.traces.generate.ArrivalProcess.PlannedBursts;
import io.plimsoll.traces.generate.ArrivalProcess.Poisson;
import io.plimsoll.traces.generate.ArrivalProcess.RandomBursts;
import io.plimsoll.traces.generate.ArrivalProcess.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTimesTest {

    private static final double PER_HOUR = 1.0 / Calendar.HOUR;

    @Test
    void poissonArrivalsAreExponentiallySpacedAtTheirRate() {
        ArrivalTimes times = new Poisson(120 * PER_HOUR).start(1, new SeededRandom(1));
        double[] last = {0};
        double[] gaps = Samples.of(50_000, () -> {
            double gap = -last[0];
            last[0] = times.next();
            return gap + last[0];
        });

        Samples.follow(gaps, x -> 1 - Math.exp(-x * 120 * PER_HOUR));
        assertThat(last[0]).as("five standard deviations").isCloseTo(50_000 / (120 * PER_HOUR), within(5 * 224 * 30e3));
    }

    @Test
    void poissonCountsVaryAsMuchAsTheyAreLarge() {
        double[] counts = counts(new Poisson(30 * PER_HOUR).start(1, new SeededRandom(2)), Calendar.HOUR, 20_000);

        assertThat(Samples.mean(counts)).isCloseTo(30, within(0.15));
        assertThat(Samples.variance(counts) / Samples.mean(counts)).isCloseTo(1, within(0.04));
    }

    /** The index of dispersion of two states: Fischer and Meier-Hellstern, Performance Evaluation 18, 1993. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.03", "1, 0.05", "10, 0.08"})
    void modulatedCountsAreDispersedAsTheorySays(double hours, double tolerance) {
        double quiet = 10;
        double busy = 100;
        double leavesQuiet = 1 / 2.0;
        double leavesBusy = 1 / 0.5;
        double both = leavesQuiet + leavesBusy;
        double mean = (quiet * leavesBusy + busy * leavesQuiet) / both;
        double change = 1 - (1 - Math.exp(-both * hours)) / (both * hours);
        double dispersion =
                1 + 2 * Math.pow(quiet - busy, 2) * leavesQuiet * leavesBusy / Math.pow(both, 3) / mean * change;
        List<State> states = List.of(
                new State(quiet * PER_HOUR, 2.0 * Calendar.HOUR), new State(busy * PER_HOUR, 0.5 * Calendar.HOUR));

        double[] counts =
                counts(new Modulated(states).start(1, new SeededRandom(3)), (long) (hours * Calendar.HOUR), 40_000);

        assertThat(Samples.mean(counts)).isCloseTo(mean * hours, within(0.02 * mean * hours));
        assertThat(Samples.variance(counts) / Samples.mean(counts))
                .isCloseTo(dispersion, within(tolerance * dispersion));
    }

    @Test
    void aModulatedProcessIsStationaryFromItsStart() {
        List<State> states =
                List.of(new State(1e-9, 9.0 * Calendar.HOUR), new State(60 * PER_HOUR, 1.0 * Calendar.HOUR));
        int early = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            double first =
                    new Modulated(states).start(1, new SeededRandom(seed)).next();
            early += first < Calendar.MINUTE ? 1 : 0;
        }
        assertThat(early / 20_000.0).as("a tenth of 1 - 1/e").isCloseTo(0.1 * (1 - Math.exp(-1)), within(0.006));
    }

    @Test
    void arrivalsFollowTheShapeOfTheWeek() {
        List<Double> hours = new ArrayList<>(Collections.nCopies(24, 1.0));
        hours.set(12, 5.0);
        WeekShape shape = new WeekShape(hours, List.of(2.0, 2.0, 2.0, 2.0, 2.0, 1.0, 0.0));
        int weeks = 200;
        double[] counts =
                counts(new Poisson(60 * PER_HOUR).start(shape, new SeededRandom(4)), Calendar.HOUR, 7 * 24 * weeks);

        double[] ofWeek = new double[7 * 24];
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            ofWeek[i % ofWeek.length] += counts[i];
            sum += counts[i];
        }
        assertThat(sum / counts.length).as("the mean rate").isCloseTo(60, within(0.3));
        double chiSquared = 0;
        for (int i = 0; i < ofWeek.length; i++) {
            double from = shape.at(i * (double) Calendar.HOUR);
            double until = shape.at((i + 1) * (double) Calendar.HOUR - 1e-3);
            double expected = 60 * weeks * (from + until) / 2;
            if (i / 24 == 6) {
                assertThat(ofWeek[i]).as("on a Sunday").isZero();
            } else {
                chiSquared += Math.pow(ofWeek[i] - expected, 2) / expected;
            }
        }
        assertThat(chiSquared).as("144 degrees of freedom, one in a hundred").isLessThan(186.4);
        assertThat(shape.at(12.0 * Calendar.HOUR)).isEqualTo(shape.peak());
        assertThat(shape.at(12.5 * Calendar.HOUR)).isCloseTo(shape.peak() * 3 / 5, within(1e-12));
    }

    /** Of short bursts in long windows, the index of dispersion is that of a compound Poisson process: E[n²] / E[n]. */
    @Test
    void burstsAreDispersedAsTheorySays() {
        RandomBursts bursts = new RandomBursts(2 * PER_HOUR, new Counts.Uniform(1, 19), 5.0 * Calendar.MINUTE);
        double[] counts = counts(bursts.start(1, new SeededRandom(5)), 20 * Calendar.HOUR, 20_000);

        assertThat(Samples.mean(counts)).isCloseTo(400, within(2.0));
        double squares = 100 + (19 * 19 - 1) / 12.0;
        assertThat(Samples.variance(counts) / Samples.mean(counts))
                .isCloseTo(squares / 10, within(0.04 * squares / 10));
    }

    @Test
    void plannedBurstsComeWhenTheyArePlannedAndOverlapInOrder() {
        PlannedBursts bursts = new PlannedBursts(List.of(1000L, 1500L, 9000L), new Counts.Uniform(50, 50), 2000);
        ArrivalTimes times = bursts.start(3, new SeededRandom(6));
        List<Double> all = new ArrayList<>();
        for (double time = times.next(); time < ArrivalTimes.NEVER; time = times.next()) {
            all.add(time);
        }
        assertThat(all).hasSize(150).isSorted();
        assertThat(all.subList(0, 100)).allMatch(time -> time >= 1000 && time < 3500);
        assertThat(all.subList(100, 150)).allMatch(time -> time >= 9000 && time < 11_000);
        assertThat(times.next()).isEqualTo(ArrivalTimes.NEVER);
    }

    @Test
    void theWeekShapesWhenBurstsBeginAndNotHowTheyGoOn() {
        WeekShape shape = new WeekShape(Collections.nCopies(24, 1.0), List.of(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0));
        RandomBursts bursts = new RandomBursts(PER_HOUR, new Counts.Uniform(4, 4), 12.0 * Calendar.HOUR);
        double[] days = counts(bursts.start(shape, new SeededRandom(7)), Calendar.DAY, 7 * 400);
        double[] ofWeek = new double[7];
        for (int i = 0; i < days.length; i++) {
            ofWeek[i % 7] += days[i];
        }
        assertThat(ofWeek[0] + ofWeek[1]).isCloseTo(4 * 168 * 400, within(5000.0));
        assertThat(ofWeek[1] / ofWeek[0]).as("a quarter goes on after midnight").isCloseTo(1 / 3.0, within(0.02));
        assertThat(ofWeek).endsWith(0, 0, 0, 0, 0);
    }

    private static double[] counts(ArrivalTimes times, long windowMillis, int windows) {
        double[] counts = new double[windows];
        double last = 0;
        for (double time = times.next(); time < (double) windowMillis * windows; time = times.next()) {
            assertThat(time >= last).isTrue();
            last = time;
            counts[(int) (time / windowMillis)]++;
        }
        return counts;
    }
}
