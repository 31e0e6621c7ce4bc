package io.plimsoll.traces.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.generate.GpuClusterParameters;
import io.plimsoll.traces.generate.GpuClusterWorkload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TraceSummaryTest {

    private static final long HOUR = 3_600_000;
    private static final NodeSpec NODE = NodeSpec.of("n", Resources.allocatable(8000, 8 << 20, 10));
    private static final NodeSpec GPU =
            NODE.withDevices(List.of(DeviceSpec.whole("T4"), DeviceSpec.whole("T4")));
    private static final PodSpec POD = PodSpec.named("a").withRequests(Resources.request(2000, 1 << 20));

    @Test
    void whatIsRequestedIsHeldAgainstWhatIsThere() {
        TraceSummary summary = TraceSummary.of(trace(
                List.of(NODE),
                new PodArrived(0, POD, 2 * HOUR, "web"),
                new PodArrived(HOUR, POD.withName("b"), PodArrived.UNKNOWN_DURATION, "web"),
                new NodeAdded(HOUR, NodeSpec.of("m", NODE.allocatable())),
                new NodeDrained(2 * HOUR, "n"),
                new NodeRemoved(3 * HOUR, "n", RemovalCause.FAILURE),
                new NodeAdded(4 * HOUR, NODE)));

        assertThat(summary.spanMillis()).isEqualTo(4 * HOUR);
        assertThat(summary.bucketMillis()).isEqualTo(60_000);
        assertThat(summary.events())
                .isEqualTo(Map.of(
                        EventType.POD_ARRIVED,
                        2L,
                        EventType.NODE_ADDED,
                        2L,
                        EventType.NODE_DRAINED,
                        1L,
                        EventType.NODE_REMOVED,
                        1L));
        assertThat(summary.pods()).isEqualTo(2);
        assertThat(summary.owners()).isEqualTo(1);
        assertThat(summary.nodes()).isEqualTo(2);
        assertThat(summary.classes()).hasSize(1);
        assertThat(summary.loads()).extracting(ResourceLoad::resource).containsExactly("cpu", "memory");
        ResourceLoad cpu = summary.loads().get(0);
        assertThat(cpu.requested()).hasSize(240);
        assertThat(shares(cpu, 0, 60, 120, 180)).containsExactly(0.25, 0.25, 0.125, 0.25);
        assertThat(cpu.meanShare()).isCloseTo((2 + 4 + 2 + 2) / (8.0 + 16 + 16 + 8), within(1e-12));
        assertThat(cpu.peakShare()).isEqualTo(0.25);
        assertThat(summary.arrivals().get(0)).isEqualTo(1);
        assertThat(summary.arrivals().get(60)).isEqualTo(1);
        assertThat(summary.arrivalsByHour()).hasSize(24).startsWith(1L, 1L, 0L);
        assertThat(summary.lifetimes().known()).isEqualTo(1);
        assertThat(summary.lifetimes().unknown()).isEqualTo(1);
        assertThat(summary.lifetimes().maxMillis()).isEqualTo(2 * HOUR);
        assertThat(summary.lifetimes().medianMillis()).isEqualTo(2 * HOUR);
        assertThat(summary.lifetimes().bars())
                .filteredOn(bar -> bar.pods() > 0)
                .containsExactly(new Lifetimes.Bar(HOUR, 4 * HOUR, 1));
    }

    @Test
    void amountsBetweenTheBoundsOfBucketsAreShared() {
        BucketMeter meter = new BucketMeter(10, 35, 4);
        meter.add(4, 5, 25);
        meter.add(1, 12, 18);
        meter.add(2, 30, 99);
        meter.add(3, 50, 60);
        assertThat(meter.means()).containsExactly(2.0, 4.6, 2.0, 2.0);
    }

    @Test
    void gpusCountWhereThereAreAny() {
        PodSpec share = POD.withDevices(DeviceRequest.share(500, Set.of()));
        TraceSummary summary = TraceSummary.of(trace(
                List.of(GPU), new PodArrived(0, share, HOUR), new NodeChanged(HOUR, GPU.withUnschedulable(true))));

        ResourceLoad gpu = summary.loads().get(2);
        assertThat(gpu.resource()).isEqualTo("gpu");
        assertThat(gpu.meanShare()).isCloseTo(0.25, within(1e-12));
        assertThat(summary.owners()).isZero();
    }

    @Test
    void aTraceWithoutTimesHasNothingOverTime() {
        List<TraceEvent> arrivals = List.of(
                new PodArrived(0, POD, PodArrived.UNKNOWN_DURATION),
                new PodArrived(0, POD.withName("b"), PodArrived.UNKNOWN_DURATION));
        TraceSummary summary =
                TraceSummary.of(new Trace("t", "test", false, List.of(NODE), arrivals, List.of()));

        assertThat(summary.pods()).isEqualTo(2);
        assertThat(summary.bucketMillis()).isZero();
        assertThat(summary.arrivals()).isEmpty();
        assertThat(summary.lifetimes().known() + summary.lifetimes().unknown()).isZero();
        assertThat(summary.loads().get(0).meanShare()).isZero();
    }

    @Test
    void theBuiltInWeekIsLoadedAsItWasMeant() {
        GpuClusterParameters parameters = GpuClusterParameters.DEFAULT.scaledTo(100);
        TraceSummary summary = TraceSummary.of(GpuClusterWorkload.generate(1, parameters));

        assertThat(summary.pods()).isEqualTo(parameters.pods());
        assertThat(summary.arrivals().stream().mapToLong(Long::longValue).sum()).isEqualTo(summary.pods());
        assertThat(summary.arrivalsByHour().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(summary.pods());
        assertThat(summary.loads().get(2).meanShare()).isCloseTo(parameters.load(), within(0.02));
        assertThat(summary.classes().get(0).pods()).isGreaterThan(summary.classes().get(5).pods());
    }

    @Test
    void quantilesAreExactToOnePerCent() {
        SplittableRandom random = new SplittableRandom(1);
        LifetimeMeter meter = new LifetimeMeter();
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            long millis = (long) Math.exp(random.nextDouble(0, 25));
            meter.add(millis);
            all.add(millis);
        }
        all.sort(null);
        Lifetimes lifetimes = meter.lifetimes();
        assertThat((double) lifetimes.medianMillis()).isCloseTo(all.get(4_999), within(0.0101 * all.get(4_999)));
        assertThat((double) lifetimes.p90Millis()).isCloseTo(all.get(8_999), within(0.0101 * all.get(8_999)));
        assertThat((double) lifetimes.p99Millis()).isCloseTo(all.get(9_899), within(0.0101 * all.get(9_899)));
        assertThat(lifetimes.maxMillis()).isEqualTo(all.get(9_999));
        assertThat(lifetimes.bars().stream().mapToLong(Lifetimes.Bar::pods).sum())
                .isEqualTo(10_000);
        meter.add(0);
        meter.add(Long.MAX_VALUE >> 10);
        assertThat(meter.lifetimes().known()).isEqualTo(10_002);
        assertThat(new LifetimeMeter().lifetimes().medianMillis()).isZero();
    }

    private static List<Double> shares(ResourceLoad load, int... buckets) {
        List<Double> shares = new ArrayList<>();
        for (int bucket : buckets) {
            shares.add(load.share(bucket));
        }
        return shares;
    }

    private static Trace trace(List<NodeSpec> nodes, TraceEvent... events) {
        return new Trace("t", "test", true, nodes, List.of(events), List.of());
    }
}
