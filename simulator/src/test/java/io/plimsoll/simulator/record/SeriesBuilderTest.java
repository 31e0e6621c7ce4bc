package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesBuilderTest {

    @Test
    void columnsFollowTheResources() {
        assertThat(new SeriesBuilder(List.of("cpu", "gpu"), true, 1).columns())
                .containsExactly(
                        "allocated.cpu",
                        "allocated.gpu",
                        "demand.cpu",
                        "demand.gpu",
                        "pendingPods",
                        "runningPods",
                        "emptyNodes",
                        "fragmentation.amount",
                        "fragmentation.ratio");
        assertThat(new SeriesBuilder(List.of(), false, 1).columns())
                .containsExactly("pendingPods", "runningPods", "emptyNodes");
    }

    @Test
    void shortRunsKeepEverySample() {
        Series series = sampled(10, 95);
        assertThat(series.rows()).isEqualTo(11);
        assertThat(series.timeMillis(0)).isZero();
        assertThat(series.timeMillis(9)).isEqualTo(90);
        assertThat(series.timeMillis(10)).isEqualTo(95);
    }

    @Test
    void theLastSampleTakesThePlaceOfOneAtTheSameMoment() {
        SeriesBuilder builder = new SeriesBuilder(List.of(), false, 10);
        builder.add(new double[] {0, 0, 0});
        builder.add(new double[] {1, 0, 0});
        Series series = builder.finish(10, new double[] {7, 0, 0});
        assertThat(series.rows()).isEqualTo(2);
        assertThat(series.value(1, 0)).isEqualTo(7);
    }

    @Test
    void longRunsAreThinnedToEqualDistances() {
        for (long end : new long[] {2_047, 2_048, 2_049, 4_096, 1_000_003}) {
            Series series = sampled(1, end);
            assertThat(series.rows()).isBetween(SeriesBuilder.MAX_ROWS / 2, SeriesBuilder.MAX_ROWS + 1);
            long distance = series.timeMillis(1);
            for (int row = 0; row < series.rows() - 1; row++) {
                assertThat(series.timeMillis(row)).isEqualTo(row * distance);
                assertThat((long) series.value(row, 0)).isEqualTo(row * distance);
            }
            assertThat(series.timeMillis(series.rows() - 1)).isEqualTo(end);
        }
    }

    @Test
    void theIntervalMustBePositive() {
        assertThatThrownBy(() -> new SeriesBuilder(List.of(), false, 0))
                .hasMessageContaining("sampling interval (0)")
                .hasMessageContaining("\nMaybe ");
    }

    @Test
    void csvHasOneLinePerSample() {
        SeriesBuilder builder = new SeriesBuilder(List.of("cpu"), true, 60_000);
        builder.add(new double[] {0.5, 1.25, 3, 4, 5, 0.0625, 1 / 3.0});
        Series series = builder.finish(90_000, new double[] {0, 0, 0, 0, 9, 0, 0});
        assertThat(SeriesCsv.text(series)).isEqualTo("""
                        timeMillis,allocated.cpu,demand.cpu,pendingPods,runningPods,emptyNodes,fragmentation.amount,fragmentation.ratio
                        0,0.5,1.25,3,4,5,0.0625,0.333333
                        90000,0,0,0,0,9,0,0
                        """);
    }

    private static Series sampled(long interval, long end) {
        SeriesBuilder builder = new SeriesBuilder(List.of(), false, interval);
        while (builder.nextMillis() < end) {
            builder.add(new double[] {builder.nextMillis(), 0, 0});
        }
        return builder.finish(end, new double[] {end, 0, 0});
    }
}
