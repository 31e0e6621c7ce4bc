package io.plimsoll.benchmarks;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.TraceHeader;
import java.util.List;
import java.util.SplittableRandom;

/** Arrivals that cost next to nothing to make: a table of them, again and again at later times. */
final class ArrivalStream implements EventStream {

    private static final int TABLE = 1 << 12;
    private static final int TEMPLATES = 200;
    private static final int OWNERS = 1000;
    private static final PodSpec[] PODS = new PodSpec[TEMPLATES];
    private static final String[] NAMES = new String[TABLE];
    private static final String[] OWNER_NAMES = new String[OWNERS];
    private static final int[] TEMPLATE = new int[TABLE];
    private static final int[] OWNER = new int[TABLE];
    private static final int[] GAP = new int[TABLE];
    private static final long[] DURATION = new long[TABLE];

    static {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < TEMPLATES; i++) {
            PODS[i] = PodSpec.named("pod").withRequests(Resources.request(100L * i, (long) i << 30));
        }
        for (int i = 0; i < OWNERS; i++) {
            OWNER_NAMES[i] = "workload-" + i;
        }
        for (int i = 0; i < TABLE; i++) {
            TEMPLATE[i] = random.nextInt(TEMPLATES);
            OWNER[i] = random.nextInt(OWNERS);
            NAMES[i] = "workload-" + OWNER[i] + "-" + (100_000 + i);
            GAP[i] = random.nextInt(100);
            DURATION[i] = (long) Math.exp(random.nextDouble(8, 19));
        }
    }

    private final int events;
    private final TraceHeader header = new TraceHeader("benchmark", "benchmark", true, List.of(), List.of());
    private int next;
    private int at;
    private long timeMillis;

    ArrivalStream(int events) {
        this.events = events;
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public boolean advance() {
        if (next == events) {
            return false;
        }
        at = next++ & (TABLE - 1);
        timeMillis += GAP[at];
        return true;
    }

    @Override
    public EventType type() {
        return EventType.POD_ARRIVED;
    }

    @Override
    public long timeMillis() {
        return timeMillis;
    }

    @Override
    public int templateNumber() {
        return TEMPLATE[at];
    }

    @Override
    public PodSpec template() {
        return PODS[TEMPLATE[at]];
    }

    @Override
    public String podName() {
        return NAMES[at];
    }

    @Override
    public long durationMillis() {
        return DURATION[at];
    }

    @Override
    public int ownerNumber() {
        return OWNER[at];
    }

    @Override
    public String owner() {
        return OWNER_NAMES[OWNER[at]];
    }

    @Override
    public NodeSpec node() {
        throw noNode();
    }

    @Override
    public String nodeName() {
        throw noNode();
    }

    @Override
    public RemovalCause cause() {
        throw noNode();
    }

    private static IllegalStateException noNode() {
        return new IllegalStateException("The events of this stream must be asked about pods only.");
    }
}
