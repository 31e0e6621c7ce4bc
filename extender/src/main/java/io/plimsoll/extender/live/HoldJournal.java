package io.plimsoll.extender.live;

import io.plimsoll.extender.wire.DeviceBits;
import io.plimsoll.extender.wire.JsonBytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which holds there are, in a file, so that a service that is killed knows them when it starts again. JSON lines: {@code
 * {"hold":UID,"namespace":..,"pod":..,"node":..}} before an answer leaves, with {@code "devices":"0-3"} and {@code "nominated":true}
 * where they are so, and {@code {"end":UID}} some time after a hold ended. What was written survives the process, not the machine:
 * nothing is forced to the disk. A file that has grown is replaced by one of what is held still. Only the last line may be torn; it
 * belongs to an answer that never left. One thread.
 */
public final class HoldJournal implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(HoldJournal.class);
    private static final long LARGEST = 16L << 20;

    private final Path file;
    private final long largest;
    private final Map<String, Hold> open = new LinkedHashMap<>();
    private final JsonBytes line = new JsonBytes(256);
    private FileChannel channel;
    private long size;

    /**
     * Space that is held for a pod on a node.
     *
     * @param devices the devices it shall take, as bits of device indexes
     * @param nominated whether other pods leave the node for it
     */
    public record Hold(String uid, String namespace, String pod, String node, long devices, boolean nominated) {}

    private HoldJournal(Path file, long largest) throws IOException {
        this.file = file;
        this.largest = largest;
        read();
        channel = replace();
    }

    /**
     * Opens or creates a journal.
     *
     * @throws IOException when it cannot be read and written, or a line that is not the last one is not the journal's
     */
    public static HoldJournal open(Path file) throws IOException {
        return new HoldJournal(file, LARGEST);
    }

    static HoldJournal open(Path file, long largest) throws IOException {
        return new HoldJournal(file, largest);
    }

    /** What is held, the oldest first. */
    public List<Hold> holds() {
        return List.copyOf(open.values());
    }

    /** Writes that space is held. When this throws, nothing may be promised. */
    void held(Hold hold) throws IOException {
        write(hold, line);
        flush();
        open.put(hold.uid(), hold);
        if (size > largest) {
            shorten();
        }
    }

    /** Notes that a hold ended; written with the next hold. */
    public void ended(String uid) {
        if (open.remove(uid) != null) {
            line.raw("{\"end\":");
            line.string(uid);
            line.raw("}\n");
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        channel.close();
    }

    /** A write that fails is cut off again, so that what comes later does not stand behind half a line. */
    private void flush() throws IOException {
        byte[] bytes = line.toByteArray();
        line.clear();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            size += bytes.length;
        } catch (IOException e) {
            channel.truncate(size);
            throw e;
        }
    }

    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        int number = 1;
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            apply(text.substring(begin, end), number++);
            begin = end + 1;
        }
    }

    private void apply(String text, int number) throws IOException {
        try {
            JsonNode entry = JsonMapper.shared().readTree(text);
            if (entry.hasNonNull("end")) {
                open.remove(entry.get("end").asString());
                return;
            }
            if (entry.hasNonNull("hold") && entry.hasNonNull("node")) {
                String uid = entry.get("hold").asString();
                open.remove(uid);
                open.put(
                        uid,
                        new Hold(
                                uid,
                                entry.path("namespace").asString(""),
                                entry.path("pod").asString(""),
                                entry.get("node").asString(),
                                DeviceBits.parse(entry.path("devices").asString("")),
                                entry.path("nominated").asBoolean(false)));
                return;
            }
        } catch (JacksonException e) {
            // Said below.
        }
        throw new IOException("The line (" + number + ") of the journal " + file + " must be a hold or an end."
                + System.lineSeparator() + "Maybe another file was meant.");
    }

    private static void write(Hold hold, JsonBytes out) {
        out.raw("{\"hold\":");
        out.string(hold.uid());
        out.raw(",\"namespace\":");
        out.string(hold.namespace());
        out.raw(",\"pod\":");
        out.string(hold.pod());
        out.raw(",\"node\":");
        out.string(hold.node());
        if (hold.devices() != 0) {
            out.raw(",\"devices\":");
            out.string(DeviceBits.text(hold.devices()));
        }
        out.raw(hold.nominated() ? ",\"nominated\":true}\n" : "}\n");
    }

    /** The line that made the file long is in it: where it cannot be replaced, it goes on as it is. */
    private void shorten() {
        try {
            FileChannel old = channel;
            channel = replace();
            old.close();
        } catch (IOException e) {
            LOG.warn("The journal {} could not be shortened: {}", file, e.toString());
        }
    }

    /** Replaces the file by one of what is held now. */
    private FileChannel replace() throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        JsonBytes all = new JsonBytes(1 << 12);
        for (Hold hold : open.values()) {
            write(hold, all);
        }
        ByteBuffer bytes = ByteBuffer.wrap(all.toByteArray());
        FileChannel next = FileChannel.open(
                fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        try {
            while (bytes.hasRemaining()) {
                next.write(bytes);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        size = bytes.limit();
        return next;
    }
}
