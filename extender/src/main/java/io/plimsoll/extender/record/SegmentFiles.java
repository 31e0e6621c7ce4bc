package io.plimsoll.extender.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a recording. A segment that is over is one file, {@code segment-NNNNNNNN.jsonl.zst}. The one that is being
 * written is two: its beginning, {@code .start.zst}, and its entries so far, {@code .jsonl}, not compressed, so that every line
 * that was written can be read whatever happens to the process.
 *
 * @param number of the segment
 * @param whole the segment; null while it is not over
 * @param start its beginning; null when it has none, or is over
 * @param entries its entries; null when it is over
 */
record SegmentFiles(
        long number,
        @Nullable Path whole,
        @Nullable Path start,
        @Nullable Path entries) {

    private static final Pattern NAME = Pattern.compile("segment-([0-9]{8})\\.(jsonl\\.zst|start\\.zst|jsonl)");

    static Path whole(Path folder, long number) {
        return folder.resolve(name(number) + ".jsonl.zst");
    }

    static Path start(Path folder, long number) {
        return folder.resolve(name(number) + ".start.zst");
    }

    static Path entries(Path folder, long number) {
        return folder.resolve(name(number) + ".jsonl");
    }

    private static String name(long number) {
        return "segment-%08d".formatted(number);
    }

    /** The bytes of all its files. */
    long bytes() throws IOException {
        long bytes = 0;
        for (@Nullable Path file : new Path[] {whole, start, entries}) {
            bytes += file == null || !Files.exists(file) ? 0 : Files.size(file);
        }
        return bytes;
    }

    /** The segments in a folder, the oldest first. Files of other names are passed. */
    static List<SegmentFiles> list(Path folder) throws IOException {
        TreeMap<Long, SegmentFiles> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    found.merge(
                            Long.valueOf(name.group(1)),
                            one(Long.parseLong(name.group(1)), name.group(2), file),
                            SegmentFiles::with);
                }
            }
        }
        List<SegmentFiles> segments = new ArrayList<>();
        for (SegmentFiles each : found.values()) {
            // Where the whole is there, the parts are left over from a process that ended before it removed them.
            segments.add(each.whole == null ? each : new SegmentFiles(each.number, each.whole, null, null));
        }
        return segments;
    }

    private static SegmentFiles one(long number, String suffix, Path file) {
        return switch (suffix) {
            case "jsonl" -> new SegmentFiles(number, null, null, file);
            case "start.zst" -> new SegmentFiles(number, null, file, null);
            default -> new SegmentFiles(number, file, null, null);
        };
    }

    private SegmentFiles with(SegmentFiles other) {
        return new SegmentFiles(
                number,
                whole == null ? other.whole : whole,
                start == null ? other.start : start,
                entries == null ? other.entries : entries);
    }
}
