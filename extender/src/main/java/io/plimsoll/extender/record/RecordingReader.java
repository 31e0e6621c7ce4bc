package io.plimsoll.extender.record;

import com.github.luben.zstd.ZstdInputStream;
import io.plimsoll.core.input.InputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the lines of a recording, segment after segment. One thread. */
public final class RecordingReader {

    private static final int LONGEST_LINE = 256 << 20;
    private static final int BUFFER = 1 << 16;

    private RecordingReader() {}

    /** Is told the lines of a recording in their order. */
    interface Lineage {

        /** A segment begins. */
        void segment(long number);

        /** Whether a line is of interest; others are not taken apart. */
        default boolean wants(byte[] text) {
            return true;
        }

        /**
         * A line.
         *
         * @return whether to go on
         */
        boolean line(long segment, long number, byte[] text, JsonNode json) throws RecordingException, InputException;

        /** A segment ends in the middle of a line, or its compressed data does. */
        void torn(long segment, long number, boolean last);
    }

    /** Whether a folder is a recording. */
    public static boolean isRecording(Path folder) throws IOException {
        return Files.isDirectory(folder) && !SegmentFiles.list(folder).isEmpty();
    }

    /**
     * Reads.
     *
     * @param from the first segment to read; the first there is where that is later
     * @throws RecordingException when a line is not one of a recording, or does not fit those before it
     * @throws InputException when recorded settings are wrong
     * @throws IOException when a file cannot be read
     */
    static void read(Path folder, long from, Lineage lines) throws IOException, RecordingException, InputException {
        List<SegmentFiles> segments = SegmentFiles.list(folder);
        for (int i = 0; i < segments.size(); i++) {
            SegmentFiles segment = segments.get(i);
            if (segment.number() >= from) {
                lines.segment(segment.number());
                if (!read(segment, i == segments.size() - 1, lines)) {
                    return;
                }
            }
        }
    }

    private static boolean read(SegmentFiles segment, boolean last, Lineage lines)
            throws IOException, RecordingException, InputException {
        long number = 0;
        try (InputStream in = new BufferedInputStream(open(segment), BUFFER)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (true) {
                boolean ended;
                try {
                    ended = readLine(in, line, segment, number);
                } catch (com.github.luben.zstd.ZstdIOException e) {
                    lines.torn(segment.number(), number + 1, last);
                    return true;
                }
                if (!ended) {
                    if (line.size() > 0) {
                        lines.torn(segment.number(), number + 1, last);
                    }
                    return true;
                }
                number++;
                byte[] text = line.toByteArray();
                line.reset();
                if (lines.wants(text) && !tell(segment, number, text, lines)) {
                    return false;
                }
            }
        }
    }

    private static boolean tell(SegmentFiles segment, long number, byte[] text, Lineage lines)
            throws RecordingException, InputException {
        JsonNode json = json(segment, number, text);
        try {
            return lines.line(segment.number(), number, text, json);
        } catch (JacksonException | IllegalArgumentException e) {
            @Nullable String message = e.getMessage();
            String first = message == null ? "" : message.lines().findFirst().orElse("");
            throw new RecordingException(segment.number(), number, "fit those before it (" + first + ")");
        }
    }

    private static boolean readLine(InputStream in, ByteArrayOutputStream line, SegmentFiles segment, long number)
            throws IOException, RecordingException {
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return true;
            }
            line.write(c);
            if (line.size() > LONGEST_LINE) {
                throw new RecordingException(
                        segment.number(), number + 1, "be shorter than " + LONGEST_LINE + " bytes");
            }
        }
        return false;
    }

    private static JsonNode json(SegmentFiles segment, long number, byte[] text) throws RecordingException {
        try {
            @Nullable JsonNode json = ApiObjects.MAPPER.readTree(text);
            if (json != null && json.path("type").isString()) {
                return json;
            }
        } catch (JacksonException e) {
            // Said below.
        }
        throw new RecordingException(segment.number(), number, "be a JSON object with a type");
    }

    private static InputStream open(SegmentFiles segment) throws IOException {
        @Nullable Path whole = segment.whole();
        if (whole != null) {
            return new ZstdInputStream(Files.newInputStream(whole));
        }
        @Nullable Path start = segment.start();
        @Nullable Path entries = segment.entries();
        InputStream first =
                start == null ? InputStream.nullInputStream() : new ZstdInputStream(Files.newInputStream(start));
        InputStream second = entries == null ? InputStream.nullInputStream() : Files.newInputStream(entries);
        return new SequenceInputStream(Collections.enumeration(List.of(first, second)));
    }
}
