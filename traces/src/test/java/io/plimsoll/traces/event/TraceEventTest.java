package io.plimsoll.traces.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import io.plimsoll.traces.event.TraceEvent.NodeRemoved;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import org.junit.jupiter.api.Test;

class TraceEventTest {

    private static final NodeSpec NODE = NodeSpec.of("n", Resources.allocatable(1, 1, 1));
    private static final PodSpec POD = PodSpec.named("p");

    @Test
    void kindsAreOrderedRemovalEndAdditionArrival() {
        EventKind[] inOrder = {
            EventKind.NODE_REMOVAL, EventKind.POD_END, EventKind.NODE_ADDITION_OR_CHANGE, EventKind.POD_ARRIVAL
        };
        assertThat(EventKind.values()).containsExactly(inOrder);
        assertThat(inOrder).extracting(EventKind::order).containsExactly(0, 1, 2, 3);
    }

    @Test
    void everyEventKnowsItsKind() {
        assertThat(new NodeRemoved(0, "n").kind()).isEqualTo(EventKind.NODE_REMOVAL);
        assertThat(new NodeAdded(0, NODE).kind()).isEqualTo(EventKind.NODE_ADDITION_OR_CHANGE);
        assertThat(new NodeChanged(0, NODE).kind()).isEqualTo(EventKind.NODE_ADDITION_OR_CHANGE);
        assertThat(new PodArrived(0, POD, 0).kind()).isEqualTo(EventKind.POD_ARRIVAL);
    }

    @Test
    void timesOutOfRangeAreRefused() {
        for (long time : new long[] {-1, Long.MIN_VALUE, TraceEvent.MAX_TIME_MILLIS + 1, Long.MAX_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new NodeRemoved(time, "n"));
            assertThatIllegalArgumentException().isThrownBy(() -> new NodeAdded(time, NODE));
            assertThatIllegalArgumentException().isThrownBy(() -> new NodeChanged(time, NODE));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PodArrived(time, POD, 0))
                    .withMessageContaining("The time (" + time + " ms) of an event must be between 0 and");
        }
        assertThat(new NodeAdded(TraceEvent.MAX_TIME_MILLIS, NODE).timeMillis()).isEqualTo(1L << 48);
    }

    @Test
    void durationsOutOfRangeAreRefused() {
        for (long duration : new long[] {-2, Long.MIN_VALUE, TraceEvent.MAX_TIME_MILLIS + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PodArrived(0, POD, duration))
                    .withMessageContaining("The duration (" + duration + " ms) of pod (p) must be between 0 and");
        }
    }

    @Test
    void aPodMayRunForAnUnknownTime() {
        assertThat(new PodArrived(0, POD, PodArrived.UNKNOWN_DURATION).hasDuration())
                .isFalse();
        assertThat(new PodArrived(0, POD, 0).hasDuration()).isTrue();
    }

    @Test
    void aRemovalNeedsAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeRemoved(7, ""))
                .withMessageContaining("The node name of a removal (at 7 ms) must not be empty.");
    }
}
