package io.plimsoll.traces.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.RandomTrace;
import io.plimsoll.traces.Seeds;
import io.plimsoll.traces.columnar.NativeTrace;
import io.plimsoll.traces.columnar.NativeTraceWriter;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeDrained;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import io.plimsoll.traces.slice.Slice.Running;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SliceTest {

    @TempDir
    private Path folder;

    @Test
    void partsOfRandomTracesShouldBeThoseOfTheOracle() throws Exception {
        long seed = Seeds.of("SliceTest", 1);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            Trace trace = RandomTrace.of(random.nextLong(), random.nextInt(1, 120));
            List<TraceEvent> events = trace.events();
            long from = random.nextInt(4) == 0
                    ? 0
                    : events.get(random.nextInt(events.size())).timeMillis() + random.nextInt(2);
            long to = random.nextInt(4) == 0
                    ? Long.MAX_VALUE
                    : from + 1 + random.nextLong(1 + trace.lastEventMillis() / 2);
            Slice slice = Slice.ALL
                    .withTimes(from, to)
                    .withRunning(List.of(Running.values()).get(random.nextInt(3)))
                    .withKeepsTimes(random.nextBoolean())
                    .withMostPods(random.nextInt(3) == 0 ? random.nextInt(1, 10) : Long.MAX_VALUE)
                    .withSample(random.nextInt(3) == 0 ? random.nextDouble(0.1, 1) : 1, random.nextLong());
            Trace expected = naive(trace, slice);
            Path file = folder.resolve("slice.plimsoll");
            try (EventStream stream = slice.of(trace)) {
                NativeTraceWriter.write(file, stream);
            }
            Trace part = Trace.of(NativeTrace.open(file, Problems.strict()));
            assertThat(part.header()).as("seed %d, %d: %s", seed, i, slice).isEqualTo(expected.header());
            assertThat(part.events()).as("seed %d, %d: %s", seed, i, slice).isEqualTo(expected.events());
        }
    }

    /** By lists, of the definition. */
    private static Trace naive(Trace trace, Slice slice) {
        Map<String, NodeSpec> nodes = new TreeMap<>();
        List<String> order = new ArrayList<>();
        Set<String> drained = new HashSet<>();
        List<String> drains = new ArrayList<>();
        trace.initialNodes().forEach(node -> {
            nodes.put(node.name(), node);
            order.add(node.name());
        });
        List<TraceEvent> running = new ArrayList<>();
        List<TraceEvent> within = new ArrayList<>();
        for (TraceEvent event : trace.events()) {
            if (event.timeMillis() >= slice.toMillis()) {
                continue;
            }
            if (event.timeMillis() >= slice.fromMillis()) {
                within.add(event);
            } else if (event instanceof PodArrived pod) {
                long end = pod.timeMillis() + pod.durationMillis();
                if (slice.running() != Running.DROP && (!pod.hasDuration() || end > slice.fromMillis())) {
                    boolean rest = pod.hasDuration() && slice.running() == Running.REMAINING;
                    running.add(new PodArrived(
                            slice.fromMillis(),
                            pod.pod(),
                            rest ? end - slice.fromMillis() : pod.durationMillis(),
                            pod.owner()));
                }
            } else {
                String name = event instanceof NodeAdded added
                        ? added.node().name()
                        : event instanceof NodeChanged changed
                                ? changed.node().name()
                                : event instanceof NodeRemoved removed
                                        ? removed.nodeName()
                                        : ((NodeDrained) event).nodeName();
                boolean drain = event instanceof NodeDrained;
                if (drain && drained.add(name)) {
                    drains.add(name);
                } else if (!drain && drained.remove(name)) {
                    drains.remove(name);
                }
                if (event instanceof NodeAdded added) {
                    nodes.put(name, added.node());
                    order.remove(name);
                    order.add(name);
                } else if (event instanceof NodeChanged changed) {
                    nodes.put(name, changed.node());
                } else if (event instanceof NodeRemoved) {
                    nodes.remove(name);
                }
            }
        }
        List<TraceEvent> all = new ArrayList<>();
        for (String name : drains) {
            boolean goes = within.stream()
                    .anyMatch(event -> event instanceof NodeRemoved removed
                            && removed.nodeName().equals(name)
                            && removed.timeMillis() == slice.fromMillis());
            if (!goes) {
                all.add(new NodeDrained(slice.fromMillis(), name));
            }
        }
        all.addAll(running);
        all.addAll(within);
        Trace sorted = new Trace(
                trace.name() + "-slice",
                trace.format(),
                true,
                order.stream().filter(nodes::containsKey).map(nodes::get).toList(),
                trace.budgets(),
                all,
                List.of());
        List<TraceEvent> taken = new ArrayList<>();
        long pods = 0;
        for (TraceEvent event : sorted.events()) {
            if (pods == slice.mostPods()) {
                break;
            }
            if (event instanceof PodArrived pod) {
                if (!slice.takes(pod.pod().namespace(), pod.pod().name())) {
                    continue;
                }
                pods++;
            }
            taken.add(slice.keepsTimes() ? event : earlier(event, slice.fromMillis()));
        }
        return new Trace(
                sorted.name(), sorted.format(), true, sorted.initialNodes(), sorted.budgets(), taken, List.of());
    }

    private static TraceEvent earlier(TraceEvent event, long by) {
        long time = event.timeMillis() - by;
        if (event instanceof PodArrived pod) {
            return new PodArrived(time, pod.pod(), pod.durationMillis(), pod.owner());
        }
        if (event instanceof NodeAdded added) {
            return new NodeAdded(time, added.node());
        }
        if (event instanceof NodeChanged changed) {
            return new NodeChanged(time, changed.node());
        }
        return event instanceof NodeRemoved removed
                ? new NodeRemoved(time, removed.nodeName(), removed.cause())
                : new NodeDrained(time, ((NodeDrained) event).nodeName());
    }

    @Test
    void aSampleShouldTakeAboutItsShareAndTheSamePodsEveryTime() {
        List<TraceEvent> events = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            events.add(new PodArrived(i, PodSpec.named("pod-" + i), 1));
        }
        Trace trace = new Trace("t", "t", true, List.of(), events, List.of());
        Slice tenth = Slice.ALL.withSample(0.1, 3);
        List<String> names = names(trace, tenth);
        assertThat(names).hasSizeBetween(1850, 2150).isEqualTo(names(trace, tenth));
        assertThat(names(trace, Slice.ALL.withSample(0.2, 3))).containsAll(names);
        assertThat(names(trace, Slice.ALL.withSample(0.1, 4))).isNotEqualTo(names);
        assertThat(names(trace, tenth.withMostPods(7))).isEqualTo(names.subList(0, 7));
    }

    @Test
    void nodesShouldBeAsTheyAreAtTheBeginning() {
        NodeSpec small = NodeSpec.of("n", Resources.allocatable(1, 1, 1));
        NodeSpec large = NodeSpec.of("n", Resources.allocatable(9, 9, 9));
        Trace trace = new Trace(
                "t",
                "t",
                true,
                List.of(small),
                List.of(new NodeChanged(5, large), new NodeDrained(6, "n"), new PodArrived(7, PodSpec.named("p"), 10)),
                List.of());
        try (EventStream part = Slice.ALL.withTimes(10, 20).of(trace)) {
            assertThat(part.header().initialNodes()).containsExactly(large);
            assertThat(part.advance()).isTrue();
            assertThat(part.nodeName()).isEqualTo("n");
            assertThat(part.timeMillis()).isZero();
            assertThat(part.advance()).isTrue();
            assertThat(part.podName()).isEqualTo("p");
            assertThat(part.durationMillis()).isEqualTo(7);
            assertThat(part.timeMillis()).isZero();
            assertThat(part.advance()).isFalse();
        }
    }

    @Test
    void whatCannotBeCutShouldBeRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slice.ALL.withTimes(5, 5))
                .withMessageContaining("The end (5 ms) of a slice must be after its beginning (5 ms).");
        assertThatIllegalArgumentException().isThrownBy(() -> Slice.ALL.withMostPods(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Slice.ALL.withSample(1.5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Slice.ALL.withSample(Double.NaN, 0));
        Trace timeless = new Trace("t", "t", false, List.of(), List.of(), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slice.ALL.withTimes(0, 5).of(timeless))
                .withMessageContaining("The trace (t) must have times");
    }

    private static List<String> names(Trace trace, Slice slice) {
        List<String> names = new ArrayList<>();
        try (EventStream part = slice.of(trace)) {
            while (part.advance()) {
                names.add(part.podName());
            }
        }
        return names;
    }
}
