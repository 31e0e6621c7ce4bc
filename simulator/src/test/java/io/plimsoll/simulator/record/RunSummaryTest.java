package io.plimsoll.simulator.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RunSummaryTest {

    @Test
    void podsMustAddUp() {
        refused(() -> new Totals(10, 5, 2, 3, 4, 0, 0, 0, 0, 10), "arrived pods (10)");
        refused(() -> new Totals(10, 4, 2, 3, 4, 1, 0, 0, 0, 10), "placed pods (4)");
        refused(() -> new Totals(10, 11, 2, 3, 4, 1, 0, 0, 0, 10), "placed pods (11)");
        refused(() -> new Totals(10, 5, -2, 7, 4, 1, 0, 0, 0, 10), "finished pods (-2)");
    }

    @Test
    void sharesMustBeFractions() {
        refused(() -> new Level(Double.NaN, 0, 0), "mean of a level (NaN)");
        refused(() -> new Level(0, Double.POSITIVE_INFINITY, 0), "peak of a level (Infinity)");
        refused(
                () -> new ResourceUse(
                        "cpu", ResourceUse.Unit.MILLI, 1, new Level(0, 78, 0), Level.ZERO, Stranded.NOTHING),
                "peak allocation of resource (cpu) (78.0)");
        refused(() -> new Fragmentation(new Level(0, 1.1, 0), Level.ZERO), "fragmentation amount (1.1)");
    }

    @Test
    void waitsMustAscendAndBeCountedOnce() {
        List<Waiting.Bucket> two = List.of(new Waiting.Bucket(0, Long.MAX_VALUE, 2));
        refused(() -> new Waiting(2, 3, 0, 0, 0, 0, 0, two), "without waiting (3)");
        refused(() -> new Waiting(2, 1, 0, 5, 4, 6, 7, two), "must ascend");
        refused(() -> new Waiting(3, 1, 0, 0, 0, 0, 0, two), "in the histogram (2)");
    }

    @Test
    void inputsNeedTheirDigest() {
        refused(() -> new InputFile("pods.csv", 1, "abc"), "digest (abc) of input file (pods.csv)");
        refused(() -> new InputFile("pods.csv", -1, "0".repeat(64)), "size of input file (pods.csv) (-1)");
        refused(() -> new FailureReason("Insufficient cpu", 2, 1), "failure reason (Insufficient cpu)");
        refused(() -> TraceInfo.of("t", "f", -1, 0, Map.of(), List.of()), "number of nodes (-1)");
    }

    @Test
    void aStoppedRunIsNotComplete() {
        assertThat(SampleRuns.week().summary().complete()).isTrue();
        assertThat(SampleRuns.interrupted().summary().complete()).isFalse();
    }

    @Test
    void shareWithoutWaitingOfNoPlacementIsOne() {
        assertThat(new Waiting(0, 0, 0, 0, 0, 0, 0, List.of()).shareWithoutWaiting())
                .isEqualTo(1);
    }

    private static void refused(ThrowingCallable making, String part) {
        assertThatThrownBy(making)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part)
                .hasMessageContaining("\nMaybe ");
    }
}
