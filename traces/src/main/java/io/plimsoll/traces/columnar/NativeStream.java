package io.plimsoll.traces.columnar;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.traces.event.BrokenTraceException;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.EventStream;
import io.plimsoll.traces.event.EventType;
import io.plimsoll.traces.event.PresentNodes;
import io.plimsoll.traces.event.RemovalCause;
import io.plimsoll.traces.event.TraceHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams a file; holds one block and the dictionaries. */
final class NativeStream implements EventStream {

    private final BlockReader blocks;
    private final Tally tally = new Tally();
    private final Dictionaries known = new Dictionaries();
    private final PresentNodes nodes = new PresentNodes();
    private final TraceHeader header;
    private final long endPosition;
    private @Nullable EventChunk chunk;
    private boolean finished;
    private boolean tallies;
    private int row = -1;
    private int pod = -1;
    private int node = -1;
    private int code;
    private long timeMillis;
    private int order;

    private NativeStream(BlockReader blocks, long endPosition) throws IOException, DamageException {
        this.blocks = blocks;
        this.endPosition = endPosition;
        header = readHeader();
    }

    /**
     * Opens a file and reads what comes before its first event.
     *
     * @param endPosition where to stop, quietly; {@link Long#MAX_VALUE} to insist on the end of the file
     */
    static NativeStream open(Path path, long endPosition) throws IOException, DamageException {
        BlockReader blocks = BlockReader.open(path);
        try {
            return new NativeStream(blocks, endPosition);
        } catch (IOException | DamageException | RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    private TraceHeader readHeader() throws IOException, DamageException {
        blocks.next();
        try {
            if (blocks.type() != Layout.HEADER) {
                throw new MalformedBlockException("be the header");
            }
            ByteCursor cursor = blocks.payload();
            String name = cursor.text();
            String format = cursor.text();
            boolean hasTimes = cursor.octet() != 0;
            List<DisruptionBudget> budgets =
                    cursor.each(() -> new DisruptionBudget(cursor.text(), cursor.number(Integer.MAX_VALUE)));
            int initial = cursor.number(Integer.MAX_VALUE);
            cursor.requireEnd();
            return new TraceHeader(name, format, hasTimes, initialNodes(initial), budgets);
        } catch (MalformedBlockException e) {
            throw blocks.malformed(e.rule());
        } catch (IllegalArgumentException e) {
            throw impossible(e);
        }
    }

    private List<NodeSpec> initialNodes(int count) throws IOException, DamageException {
        List<NodeSpec> initial = new ArrayList<>();
        while (initial.size() < count) {
            blocks.next();
            ByteCursor cursor = blocks.payload();
            if (blocks.type() == Layout.DICTIONARY) {
                known.read(cursor);
                continue;
            }
            if (blocks.type() != Layout.NODES) {
                throw new MalformedBlockException("hold the rest of the initial nodes");
            }
            int rows = cursor.number(Math.min(Layout.MOST_ROWS, count - initial.size()));
            NumberColumn descriptions = NumberColumn.read(cursor, rows, known.descriptions() - 1L);
            NameColumn names = NameColumn.read(cursor, rows);
            cursor.requireEnd();
            for (int i = 0; i < rows; i++) {
                int description = (int) descriptions.get(i);
                NodeSpec spec = SpecCodec.named(known.description(description), names.get(i));
                nodes.join(spec.name(), 0);
                tally.node(spec.name(), description);
                initial.add(spec);
            }
        }
        return initial;
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public boolean advance() {
        EventChunk current = chunk;
        if (current == null || ++row == current.count) {
            try {
                current = nextChunk();
            } catch (DamageException e) {
                throw new BrokenTraceException(new InputException(List.of(e.problem()), 1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (current == null) {
                return false;
            }
        }
        timeMillis += current.delays.get(row);
        code = (int) current.types.get(row);
        if (code == Layout.POD_ARRIVED) {
            pod++;
        } else {
            node++;
        }
        return true;
    }

    /** Reads the whole file and counts. Stops at damage, which it throws; the tally is then of what comes before. */
    void tally() throws IOException, DamageException {
        tallies = true;
        EventChunk next = nextChunk();
        while (next != null) {
            for (row = 0; row < next.count; row++) {
                timeMillis += next.delays.get(row);
                code = (int) next.types.get(row);
                tally.event(timeMillis);
                if (code == Layout.POD_ARRIVED) {
                    tally.pod((int) next.templates.get(++pod));
                } else if (++node >= 0 && (code == Layout.NODE_ADDED || code == Layout.NODE_CHANGED)) {
                    tally.node(next.nodeNames.get(node), (int) next.descriptions.get(node));
                }
            }
            next = nextChunk();
        }
    }

    Tally tallied() {
        return tally;
    }

    Dictionaries known() {
        return known;
    }

    /** Null when the trace is over. */
    private @Nullable EventChunk nextChunk() throws IOException, DamageException {
        order = chunk == null ? -1 : chunk.type(code).kind().order();
        chunk = null;
        while (!finished) {
            if (blocks.nextStart() >= endPosition) {
                finished = true;
                return null;
            }
            blocks.next();
            EventChunk next = read();
            if (next != null) {
                chunk = next;
                timeMillis = next.firstMillis;
                row = 0;
                pod = -1;
                node = -1;
                return next;
            }
        }
        return null;
    }

    private @Nullable EventChunk read() throws IOException, DamageException {
        try {
            switch (blocks.type()) {
                case Layout.DICTIONARY -> known.read(blocks.payload());
                case Layout.EVENTS -> {
                    return EventChunk.read(blocks.payload(), known, nodes, timeMillis, order);
                }
                case Layout.SUMMARY -> {
                    requireSummary();
                    blocks.requireEnd();
                    finished = true;
                }
                default -> throw new MalformedBlockException("be of a known type, not " + blocks.type());
            }
            return null;
        } catch (MalformedBlockException e) {
            throw blocks.malformed(e.rule());
        } catch (IllegalArgumentException e) {
            throw impossible(e);
        }
    }

    private void requireSummary() {
        Summary summary = Summary.read(blocks.payload());
        if (tallies && summary.events() != tally.events()) {
            throw new MalformedBlockException(
                    "count the events before it, which are %d, not %d".formatted(tally.events(), summary.events()));
        }
    }

    private DamageException impossible(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return blocks.malformed(
                "describe what can be: " + message.lines().findFirst().orElse(message));
    }

    private EventChunk chunk() {
        EventChunk current = chunk;
        if (current == null) {
            throw new IllegalStateException("The stream must be at an event.\nMaybe advance() was not called.");
        }
        return current;
    }

    @Override
    public EventType type() {
        return chunk().type(code);
    }

    @Override
    public long timeMillis() {
        return timeMillis;
    }

    @Override
    public int templateNumber() {
        return (int) chunk().templates.get(pod);
    }

    @Override
    public PodSpec template() {
        return known.template(templateNumber());
    }

    @Override
    public String podName() {
        return chunk().podNames.get(pod);
    }

    @Override
    public long durationMillis() {
        return chunk().durations.get(pod) - 1;
    }

    @Override
    public int ownerNumber() {
        return (int) chunk().owners.get(pod);
    }

    @Override
    public String owner() {
        return known.owner(ownerNumber());
    }

    @Override
    public NodeSpec node() {
        return SpecCodec.named(known.description((int) chunk().descriptions.get(node)), nodeName());
    }

    @Override
    public String nodeName() {
        return chunk().nodeNames.get(node);
    }

    @Override
    public RemovalCause cause() {
        return code == Layout.NODE_FAILED ? RemovalCause.FAILURE : RemovalCause.PLANNED;
    }

    @Override
    public void close() {
        try {
            blocks.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
