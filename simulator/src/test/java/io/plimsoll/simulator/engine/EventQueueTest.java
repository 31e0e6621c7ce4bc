package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.plimsoll.simulator.Seeds;
import io.plimsoll.traces.event.EventKind;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class EventQueueTest {

    private record Event(long time, EventKind kind, long sequence, int subject) {}

    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::time).thenComparing(Event::kind).thenComparingLong(Event::sequence);

    private static final List<EventKind> KINDS = List.of(EventKind.values());

    private final EventQueue queue = new EventQueue();

    @Test
    void aNewQueueShouldBeEmpty() {
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
    }

    @Test
    void eventsShouldComeByTime() {
        queue.add(7, EventKind.POD_ARRIVAL, 1, 10);
        queue.add(3, EventKind.POD_ARRIVAL, 2, 20);
        queue.add(5, EventKind.POD_ARRIVAL, 3, 30);

        assertThat(drain()).extracting(Event::subject).containsExactly(20, 30, 10);
    }

    @Test
    void eventsOfOneMillisecondShouldComeByKind() {
        queue.add(1, EventKind.POD_ARRIVAL, 1, 4);
        queue.add(1, EventKind.NODE_ADDITION_OR_CHANGE, 2, 3);
        queue.add(1, EventKind.POD_END, 3, 2);
        queue.add(1, EventKind.NODE_REMOVAL, 4, 1);

        assertThat(drain()).extracting(Event::subject).containsExactly(1, 2, 3, 4);
    }

    @Test
    void eventsOfOneMillisecondAndKindShouldComeBySequence() {
        long largest = (1L << 61) - 1;
        queue.add(1, EventKind.POD_ARRIVAL, largest, 3);
        queue.add(1, EventKind.POD_ARRIVAL, 0, 1);
        queue.add(1, EventKind.POD_ARRIVAL, 5, 2);

        assertThat(drain())
                .containsExactly(
                        new Event(1, EventKind.POD_ARRIVAL, 0, 1),
                        new Event(1, EventKind.POD_ARRIVAL, 5, 2),
                        new Event(1, EventKind.POD_ARRIVAL, largest, 3));
    }

    @Test
    void aQueueInRandomUseShouldAgreeWithASortedList() {
        SplittableRandom random = new SplittableRandom(Seeds.of("EventQueueTest", 11));
        List<Event> expected = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            if (expected.isEmpty() || random.nextInt(100) < (step < 10_000 ? 55 : 45)) {
                EventKind kind = KINDS.get(random.nextInt(KINDS.size()));
                Event event = new Event(random.nextInt(40), kind, step, random.nextInt());
                queue.add(event.time(), event.kind(), event.sequence(), event.subject());
                expected.add(event);
            } else {
                Event first = expected.stream().min(ORDER).orElseThrow();
                expected.remove(first);
                assertThat(removeFirst()).isEqualTo(first);
            }
            assertThat(queue.size()).isEqualTo(expected.size());
        }
        expected.sort(ORDER);
        assertThat(drain()).isEqualTo(expected);
    }

    @Test
    void theSteadyStateShouldAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 1_000; i++) {
            queue.add(random.nextInt(1_000), EventKind.POD_END, i, i);
        }
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 10_000; i++) {
                long next = queue.timeMillis() + random.nextInt(1_000);
                queue.removeFirst();
                queue.add(next, EventKind.POD_END, i, i);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isLessThan(1_000);
    }

    private List<Event> drain() {
        List<Event> events = new ArrayList<>();
        while (!queue.isEmpty()) {
            events.add(removeFirst());
        }
        return events;
    }

    private Event removeFirst() {
        Event first = new Event(queue.timeMillis(), queue.kind(), queue.sequence(), queue.subject());
        queue.removeFirst();
        return first;
    }
}
