package io.plimsoll.extender.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The nodes that a request offers, whether as names or as whole nodes: their slots, and the ranges of the request's bytes that a
 * reply repeats as they are. A prioritize request usually lists what the filter reply before it listed, byte for byte: that is
 * recognised, and nothing is looked up again; so are whole nodes that come again as they were. Reuses its memory; one thread.
 */
public final class OfferedList {

    private static final byte[] NONE = new byte[0];
    private static final long HOST = Words.of("{\"Host\":");
    private static final long SCORE = Words.of(",\"Score\"");

    private final NameTable names;
    private final JsonMapper mapper = JsonMapper.shared();
    private byte[] bytes = NONE;
    private boolean whole;
    private int count;
    private int unknown;
    private int[] slots = new int[64];
    /** By entry: where the quoted name begins and ends. */
    private int[] ranges = new int[2 * 64];
    /** By entry: where the whole node begins and ends, when nodes came whole. */
    private int[] wholeRanges = new int[2 * 64];

    private final NodesBefore before = new NodesBefore();

    private byte[] replied = NONE;
    private int repliedLength;
    private long repliedVersion = -1;
    private int repliedCount;
    private int repliedUnknown;
    private int[] repliedSlots = new int[64];
    /** By entry: begin and end of the quoted name, from the beginning of the list. */
    private int[] repliedRanges = new int[2 * 64];

    private long[] hashes = new long[64];
    private final Envelope.Members reader = new Envelope.Members() {
        @Override
        public void whole(JsonScanner scanner) throws MalformedRequestException {
            whole = true;
            count = 0;
            unknown = 0;
            readNodes(scanner);
        }

        @Override
        public void names(JsonScanner scanner) throws MalformedRequestException {
            whole = false;
            unknown = 0;
            if (!isReply(scanner)) {
                readNames(scanner);
            }
        }
    };

    /** A list whose nodes are looked up in a table. */
    public OfferedList(NameTable names) {
        this.names = names;
    }

    /** Reads the nodes of a request whose body these bytes are; what was read before is forgotten. */
    Envelope.Members reader(byte[] body) {
        bytes = body;
        return reader;
    }

    /** Whether the nodes came whole, so that the reply must repeat them. */
    public boolean whole() {
        return whole;
    }

    /** Number of entries. */
    public int count() {
        return count;
    }

    /** Number of entries whose node is not known. */
    public int unknown() {
        return unknown;
    }

    /** The slot of an entry's node; -1 when it is not known. */
    public int slot(int entry) {
        return slots[entry];
    }

    /** Whether a node is among the entries. O(entries). */
    public boolean contains(int slot) {
        for (int i = 0; i < count; i++) {
            if (slots[i] == slot) {
                return true;
            }
        }
        return false;
    }

    /** Writes the slots of the known nodes into an array that is large enough, and returns how many there are. */
    public int knownSlots(int[] into) {
        int known = 0;
        for (int i = 0; i < count; i++) {
            if (slots[i] >= 0) {
                into[known++] = slots[i];
            }
        }
        return known;
    }

    /** Writes an entry's name as a JSON string. */
    public void writeName(int entry, JsonBytes out) {
        out.raw(bytes, ranges[2 * entry], ranges[2 * entry + 1]);
    }

    /** Writes an entry's name with its score as the Go type HostPriority. */
    public void writeScore(int entry, long score, JsonBytes out) {
        out.between(HOST, bytes, ranges[2 * entry], ranges[2 * entry + 1], SCORE);
        out.mark(':');
        out.number(score);
        out.mark('}');
    }

    /**
     * Writes what stands for some of the entries in a list of nodes: their names, or the whole nodes, with commas between them. Those
     * that stand one behind the other in the request are copied together.
     *
     * @param chosen in ascending order, as many as {@code entries}
     */
    public void writeEntries(int[] chosen, int entries, JsonBytes out) {
        int[] of = whole ? wholeRanges : ranges;
        for (int i = 0; i < entries; i++) {
            int from = of[2 * chosen[i]];
            int end = of[2 * chosen[i] + 1];
            while (i + 1 < entries && bytes[end] == ',' && of[2 * chosen[i + 1]] == end + 1) {
                i++;
                end = of[2 * chosen[i] + 1];
            }
            out.raw(bytes, from, end);
            if (i + 1 < entries) {
                out.mark(',');
            }
        }
    }

    /**
     * Remembers a list of names that was written as a reply: the first {@code entries} of {@code chosen}.
     *
     * @param from where the list begins in what was written, bracket included
     */
    public void remember(JsonBytes reply, int from, int[] chosen, int entries) {
        repliedLength = reply.size() - from;
        if (replied.length < repliedLength) {
            replied = new byte[Math.max(repliedLength, 2 * replied.length)];
        }
        System.arraycopy(reply.array(), from, replied, 0, repliedLength);
        repliedVersion = names.version();
        repliedCount = entries;
        if (repliedSlots.length < entries) {
            repliedSlots = new int[Math.max(entries, 2 * repliedSlots.length)];
            repliedRanges = new int[2 * repliedSlots.length];
        }
        repliedUnknown = 0;
        int at = 1;
        for (int i = 0; i < entries; i++) {
            repliedUnknown += slots[chosen[i]] < 0 ? 1 : 0;
            int length = ranges[2 * chosen[i] + 1] - ranges[2 * chosen[i]];
            repliedSlots[i] = slots[chosen[i]];
            repliedRanges[2 * i] = at;
            repliedRanges[2 * i + 1] = at + length;
            at += length + 1;
        }
    }

    private boolean isReply(JsonScanner scanner) {
        scanner.peek();
        int from = scanner.position();
        if (repliedVersion != names.version()
                || scanner.left() < repliedLength
                || !Arrays.equals(bytes, from, from + repliedLength, replied, 0, repliedLength)) {
            return false;
        }
        reserve(repliedCount);
        System.arraycopy(repliedSlots, 0, slots, 0, repliedCount);
        for (int i = 0; i < repliedCount; i++) {
            ranges[2 * i] = from + repliedRanges[2 * i];
            ranges[2 * i + 1] = from + repliedRanges[2 * i + 1];
        }
        count = repliedCount;
        unknown = repliedUnknown;
        scanner.pass(repliedLength);
        return true;
    }

    /** First all names are read, then all are looked up: what the table waits for in memory it awaits for several at a time. */
    private void readNames(JsonScanner scanner) throws MalformedRequestException {
        scanner.open('[');
        int entries = 0;
        for (boolean first = true; scanner.next(first, ']'); first = false) {
            reserve(entries + 1);
            ranges[2 * entries] = scanner.hashedString() - 1;
            ranges[2 * entries + 1] = scanner.position();
            hashes[entries++] = scanner.hash;
        }
        count = entries;
        for (int i = 0; i < entries; i++) {
            slots[i] = names.find(hashes[i], bytes, ranges[2 * i] + 1, ranges[2 * i + 1] - 1);
        }
        for (int i = 0; i < entries; i++) {
            if (slots[i] < 0) {
                slots[i] = findEscaped(ranges[2 * i] + 1, ranges[2 * i + 1] - 1);
                unknown += slots[i] < 0 ? 1 : 0;
            }
        }
    }

    private void readNodes(JsonScanner scanner) throws MalformedRequestException {
        scanner.open('{');
        for (boolean first = true; scanner.next(first, '}'); first = false) {
            int name = scanner.name();
            boolean items = scanner.nameIs(name, "items");
            if (items) {
                count = 0;
                unknown = 0;
            }
            if (items && !scanner.acceptNull()) {
                readItems(scanner);
            } else if (!items) {
                scanner.skip();
            }
        }
    }

    private void readItems(JsonScanner scanner) throws MalformedRequestException {
        before.begin();
        scanner.open('[');
        for (boolean first = true; scanner.next(first, ']'); first = false) {
            scanner.peek();
            int from = scanner.position();
            int same = before.match(bytes, from, scanner.left());
            if (same < 0) {
                readNode(scanner);
                before.instead(slots[count - 1]);
            } else {
                add(from + before.nameFrom(same), from + before.nameEnd(same));
                scanner.pass(before.length(same));
            }
            if (wholeRanges.length < 2 * count) {
                wholeRanges = Arrays.copyOf(wholeRanges, ranges.length);
            }
            wholeRanges[2 * count - 2] = from;
            wholeRanges[2 * count - 1] = scanner.position();
        }
        before.remember(bytes, count);
        for (int i = 0; i < count; i++) {
            before.put(
                    i, slots[i], wholeRanges[2 * i], wholeRanges[2 * i + 1], ranges[2 * i] + 1, ranges[2 * i + 1] - 1);
        }
    }

    private void readNode(JsonScanner scanner) throws MalformedRequestException {
        int nameFrom = -1;
        int nameEnd = -1;
        scanner.open('{');
        for (boolean first = true; scanner.next(first, '}'); first = false) {
            int name = scanner.name();
            if (scanner.nameIs(name, "metadata") && scanner.peek() == '{') {
                scanner.open('{');
                for (boolean firstField = true; scanner.next(firstField, '}'); firstField = false) {
                    int field = scanner.name();
                    if (scanner.nameIs(field, "name") && scanner.peek() == '"') {
                        nameFrom = scanner.string();
                        nameEnd = scanner.position() - 1;
                    } else {
                        scanner.skip();
                    }
                }
            } else {
                scanner.skip();
            }
        }
        if (nameFrom < 0) {
            throw scanner.problem("each of Nodes must have a metadata.name");
        }
        add(nameFrom, nameEnd);
    }

    private void add(int from, int end) throws MalformedRequestException {
        reserve(count + 1);
        int slot = names.find(bytes, from, end);
        if (slot < 0) {
            slot = findEscaped(from, end);
        }
        slots[count] = slot;
        unknown += slot < 0 ? 1 : 0;
        ranges[2 * count] = from - 1;
        ranges[2 * count + 1] = end + 1;
        count++;
    }

    private int findEscaped(int from, int end) throws MalformedRequestException {
        boolean escaped = false;
        for (int i = from; i < end && !escaped; i++) {
            escaped = bytes[i] == '\\';
        }
        if (!escaped) {
            return -1;
        }
        try {
            byte[] name = mapper.readValue(bytes, from - 1, end - from + 2, String.class)
                    .getBytes(StandardCharsets.UTF_8);
            return names.find(name, 0, name.length);
        } catch (JacksonException e) {
            throw new JsonScanner(bytes, from, end).problem("a node's name must be a JSON string");
        }
    }

    private void reserve(int entries) {
        if (entries > slots.length) {
            slots = Arrays.copyOf(slots, Math.max(entries, 2 * slots.length));
            ranges = Arrays.copyOf(ranges, 2 * slots.length);
            hashes = Arrays.copyOf(hashes, slots.length);
        }
    }
}
