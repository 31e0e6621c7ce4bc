package io.plimsoll.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.generate.GpuClusterParameters;
import io.plimsoll.traces.generate.GpuClusterWorkload;
import io.plimsoll.traces.summary.TraceSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceReportTest {

    /** A small week in a GPU cluster. */
    static TraceSummary week() {
        return TraceSummary.of(GpuClusterWorkload.generate(1, GpuClusterParameters.DEFAULT.scaledTo(100)));
    }

    /** Pods in an order, without times; the trace is named as nobody should. */
    static TraceSummary withoutTimes() {
        NodeSpec node = NodeSpec.of("n", Resources.allocatable(1000, 1 << 20, 10));
        PodArrived arrival = new PodArrived(0, PodSpec.named("p"), PodArrived.UNKNOWN_DURATION);
        String name = "</script><img src=x onerror=alert(1)>";
        return TraceSummary.of(new Trace(name, "test", false, List.of(node), List.of(arrival), List.of()));
    }

    /** Arrivals that all run for ever, on nodes without GPUs. */
    static TraceSummary endless() {
        NodeSpec node = NodeSpec.of("n", Resources.allocatable(1000, 1 << 20, 10));
        List<PodArrived> arrivals = List.of(
                new PodArrived(0, PodSpec.named("p"), PodArrived.UNKNOWN_DURATION),
                new PodArrived(90_000, PodSpec.named("q"), PodArrived.UNKNOWN_DURATION));
        return TraceSummary.of(new Trace("endless", "test", true, List.of(node), List.copyOf(arrivals), List.of()));
    }

    @Test
    void thePageBeginsWithTheAnswer() {
        String html = TraceReport.html(week());

        assertThat(html)
                .isEqualTo(TraceReport.html(week()))
                .contains("<h1>Trace gpu-cluster-seed-1</h1>")
                .containsPattern(
                        "<p class=\"lead\">5,000.pods arrive over .* at 100.nodes, asking for 1\\d\\d\\.\\d.% of the "
                                + "GPU at the peak\\.</p>")
                .contains("id=\"chart-load\"", "id=\"chart-hours\"", "id=\"chart-lifetimes\"", "Half run at most")
                .doesNotContain("{{");
    }

    @Test
    void aTraceWithoutTimesHasNoCharts() {
        String html = TraceReport.html(withoutTimes());

        assertThat(html)
                .contains("1\u00a0pod arrives in an order, without times, for 1\u00a0node.")
                .doesNotContain("id=\"chart-", "<img src=x");
    }

    @Test
    void podsThatNeverEndAreSaidToBeSo() {
        assertThat(TraceReport.html(endless()))
                .contains(
                        "2\u00a0pods arrive over 1\u00a0min\u00a030\u00a0s at 1\u00a0node, asking for 0.0\u00a0% of the CPU at the peak.")
                .contains("0\u00a0pods with a known end:");
    }
}
