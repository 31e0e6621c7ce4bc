package io.plimsoll.traces.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TraceSummaryTest {

    private static final long HOUR = 3_600_000;
    private static final NodeSpec NODE =
            NodeSpec.of("n", Resources.allocatable(8000, 100, 10)).withDevices(List.of(DeviceSpec.whole("T4")));
    private static final PodSpec SMALL = PodSpec.named("s").withRequests(Resources.request(1000, 10));
    private static final PodSpec LARGE = PodSpec.named("l")
            .withRequests(Resources.request(4000, 50))
            .withDevices(DeviceRequest.share(500, Set.of()));

    @Test
    void aTraceShouldBeSummedUpAsOnAClusterWithoutLimits() {
        TraceSummary summary = TraceSummary.of(trace(
                new PodArrived(0, SMALL, 2 * HOUR, "a"),
                new PodArrived(HOUR, LARGE, HOUR, "b"),
                new PodArrived(2 * HOUR, SMALL.withName("t"), PodArrived.UNKNOWN_DURATION, "a"),
                new NodeAdded(3 * HOUR, NodeSpec.of("m", Resources.allocatable(1000, 1, 1))),
                new NodeDrained(3 * HOUR, "n"),
                new NodeRemoved(4 * HOUR, "n")));

        assertThat(summary.spanMillis()).isEqualTo(4 * HOUR);
        assertThat(summary.pods()).isEqualTo(3);
        assertThat(summary.events()).isEqualTo(6);
        assertThat(summary.nodes()).isEqualTo(1);
        assertThat(summary.nodeEvents()).isEqualTo(3);
        assertThat(summary.owners()).isEqualTo(2);
        assertThat(summary.classes())
                .containsExactly(
                        new TraceSummary.RequestClass(1000, 10, 0, 2), new TraceSummary.RequestClass(4000, 50, 500, 1));
        assertThat(summary.demands())
                .extracting(TraceSummary.Demand::resource)
                .containsExactly("cpu", "memory", "gpu", "pods");
        TraceSummary.Demand cpu = summary.demands().get(0);
        assertThat(cpu.peak()).isEqualTo(5000);
        assertThat(cpu.peakMillis()).isEqualTo(HOUR);
        assertThat(cpu.capacityAtPeak()).isEqualTo(8000);
        assertThat(cpu.mean()).isCloseTo((1000 + 5000 + 1000 + 1000) / 4.0, within(1e-9));
        assertThat(cpu.points()).hasSize(241);
        assertThat(cpu.points().get(90)).isEqualTo(new TraceSummary.Point(HOUR * 3 / 2, 5000, 8000));
        assertThat(cpu.points().get(240)).isEqualTo(new TraceSummary.Point(4 * HOUR, 1000, 1000));
        assertThat(summary.arrivalsByHour().subList(0, 4)).containsExactly(1L, 1L, 1L, 0L);
        assertThat(summary.lifetimes().known()).isEqualTo(2);
        assertThat(summary.lifetimes().unknown()).isEqualTo(1);
        assertThat(summary.lifetimes().minMillis()).isEqualTo(HOUR);
        assertThat(summary.lifetimes().meanMillis()).isEqualTo(1.5 * HOUR);
    }

    @Test
    void quantilesShouldBeAtMostOnePercentTooLow() {
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 1; i <= 10_000; i++) {
            events.add(new PodArrived(0, SMALL.withName("p" + i), i * 1000L));
        }
        TraceSummary.Lifetimes lifetimes =
                TraceSummary.of(trace(events.toArray(new TraceEvent[0]))).lifetimes();

        assertThat(lifetimes.p10Millis()).isBetween(990_000L, 1_000_000L);
        assertThat(lifetimes.p50Millis()).isBetween(4_950_000L, 5_000_000L);
        assertThat(lifetimes.p90Millis()).isBetween(8_910_000L, 9_000_000L);
        assertThat(lifetimes.p99Millis()).isBetween(9_801_000L, 9_900_000L);
        assertThat(lifetimes.maxMillis()).isEqualTo(10_000_000);
    }

    @Test
    void anEmptyTraceShouldHaveASummary() {
        TraceSummary summary = TraceSummary.of(new Trace("e", "test", true, List.of(), List.of(), List.of()));

        assertThat(summary.demands()).isEmpty();
        assertThat(summary.lifetimes().maxMillis()).isZero();
        assertThat(summary.arrivalsByHour()).hasSize(24).containsOnly(0L);
    }

    private static Trace trace(TraceEvent... events) {
        return new Trace("t", "test", true, List.of(NODE), List.of(events), List.of());
    }
}
