package io.plimsoll.extender.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The nodes that a request offers, whether as names or as whole nodes: their slots, and the ranges of the request's bytes that a
 * reply repeats as they are. A prioritize request usually lists what the filter reply before it listed, byte for byte: that is
 * recognised, and nothing is looked up again. Reuses its memory; one thread.
 */
public final class OfferedList {

    private static final byte[] NONE = new byte[0];

    private final NameTable names;
    private final JsonMapper mapper = JsonMapper.shared();
    private byte[] bytes = NONE;
    private boolean whole;
    private int count;
    private int unknown;
    private int[] slots = new int[64];
    /** By entry: where the quoted name begins and ends, and where the whole node does. */
    private int[] ranges = new int[4 * 64];

    private byte[] replied = NONE;
    private int repliedLength;
    private long repliedVersion = -1;
    private int repliedCount;
    private int[] repliedSlots = new int[64];
    /** By entry: begin and end of the quoted name, from the beginning of the list. */
    private int[] repliedRanges = new int[2 * 64];

    /** A list whose nodes are looked up in a table. */
    public OfferedList(NameTable names) {
        this.names = names;
    }

    /** Reads the nodes of a request; what was read before is forgotten. */
    public void read(ExtenderRequest request) throws MalformedRequestException {
        bytes = request.bytes();
        whole = request.nodesFrom() >= 0;
        count = 0;
        unknown = 0;
        if (whole) {
            readNodes(new JsonScanner(bytes, request.nodesFrom(), request.end()));
        } else if (!isReply(request)) {
            readNames(new JsonScanner(bytes, request.namesFrom(), request.end()));
        }
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
        out.raw(bytes, ranges[4 * entry], ranges[4 * entry + 1]);
    }

    /** Writes what stands for an entry in a list of nodes: its name, or the whole node. */
    public void writeEntry(int entry, JsonBytes out) {
        int range = 4 * entry + (whole ? 2 : 0);
        out.raw(bytes, ranges[range], ranges[range + 1]);
    }

    /**
     * Remembers a list of names that was written as a reply: the first {@code entries} of {@code chosen}.
     *
     * @param reply the bytes of the list, brackets included
     */
    public void remember(byte[] reply, int[] chosen, int entries) {
        replied = reply;
        repliedLength = reply.length;
        repliedVersion = names.version();
        repliedCount = entries;
        if (repliedSlots.length < entries) {
            repliedSlots = new int[Math.max(entries, 2 * repliedSlots.length)];
            repliedRanges = new int[2 * repliedSlots.length];
        }
        int at = 1;
        for (int i = 0; i < entries; i++) {
            int length = ranges[4 * chosen[i] + 1] - ranges[4 * chosen[i]];
            repliedSlots[i] = slots[chosen[i]];
            repliedRanges[2 * i] = at;
            repliedRanges[2 * i + 1] = at + length;
            at += length + 1;
        }
    }

    private boolean isReply(ExtenderRequest request) {
        int from = request.namesFrom();
        if (repliedVersion != names.version()
                || request.end() - from < repliedLength
                || !Arrays.equals(bytes, from, from + repliedLength, replied, 0, repliedLength)) {
            return false;
        }
        reserve(repliedCount);
        System.arraycopy(repliedSlots, 0, slots, 0, repliedCount);
        for (int i = 0; i < repliedCount; i++) {
            ranges[4 * i] = from + repliedRanges[2 * i];
            ranges[4 * i + 1] = from + repliedRanges[2 * i + 1];
        }
        count = repliedCount;
        return true;
    }

    private void readNames(JsonScanner scanner) throws MalformedRequestException {
        scanner.open('[');
        for (boolean first = true; scanner.next(first, ']'); first = false) {
            int from = scanner.string();
            add(from, scanner.position() - 1);
        }
    }

    private void readNodes(JsonScanner scanner) throws MalformedRequestException {
        scanner.open('{');
        for (boolean first = true; scanner.next(first, '}'); first = false) {
            int name = scanner.name();
            if (scanner.nameIs(name, "items") && !scanner.acceptNull()) {
                count = 0;
                unknown = 0;
                scanner.open('[');
                for (boolean firstItem = true; scanner.next(firstItem, ']'); firstItem = false) {
                    readNode(scanner);
                }
            } else if (!scanner.nameIs(name, "items")) {
                scanner.skip();
            }
        }
    }

    private void readNode(JsonScanner scanner) throws MalformedRequestException {
        scanner.peek();
        int from = scanner.position();
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
        ranges[4 * count - 2] = from;
        ranges[4 * count - 1] = scanner.position();
    }

    private void add(int from, int end) throws MalformedRequestException {
        reserve(count + 1);
        int slot = names.find(bytes, from, end);
        if (slot < 0) {
            slot = findEscaped(from, end);
        }
        slots[count] = slot;
        unknown += slot < 0 ? 1 : 0;
        ranges[4 * count] = from - 1;
        ranges[4 * count + 1] = end + 1;
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
            ranges = Arrays.copyOf(ranges, 4 * slots.length);
        }
    }
}
