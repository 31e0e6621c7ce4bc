package io.plimsoll.extender.record;

import java.nio.file.Path;

/**
 * How a recording is kept.
 *
 * @param folder where; nothing else should be there
 * @param segmentBytes a segment ends when its lines are so many bytes, before they are compressed
 * @param segmentMillis a segment ends after so many milliseconds, if something happened
 * @param totalBytes the oldest segments are removed when all files are larger than this
 * @param sync when written lines are forced to the disk
 * @param syncMillis how often, where that is asked for
 */
public record RecordingOptions(
        Path folder, long segmentBytes, long segmentMillis, long totalBytes, Sync sync, long syncMillis) {

    private static final long SEGMENT_BYTES = 64L << 20;
    private static final long SEGMENT_MILLIS = 3_600_000;
    /** How large a recording may get unless somebody says. */
    public static final long TOTAL_BYTES = 1L << 30;

    /** The least that it may be bounded to. */
    public static final long LEAST_BYTES = 1L << 20;

    private static final int SEGMENTS = 16;
    private static final long SYNC_MILLIS = 1_000;

    /** When written lines are forced to the disk. A line that was written survives the process in any case. */
    public enum Sync {
        /** Left to the operating system. */
        NEVER("never"),
        /** By another thread, every so often. */
        PERIODIC("periodic"),
        /** Before an answer leaves: the loop waits for the disk. */
        ALWAYS("always");

        private final String word;

        Sync(String word) {
            this.word = word;
        }

        /** As it is written in options. */
        @Override
        public String toString() {
            return word;
        }
    }

    /** The usual sizes. */
    public static RecordingOptions in(Path folder) {
        return new RecordingOptions(folder, SEGMENT_BYTES, SEGMENT_MILLIS, TOTAL_BYTES, Sync.PERIODIC, SYNC_MILLIS);
    }

    /** These options with so many bytes in all, of which a segment has a part. */
    public RecordingOptions withLimit(long total) {
        return withBytes(Math.min(SEGMENT_BYTES, total / SEGMENTS), total);
    }

    /** These options with other sizes. */
    public RecordingOptions withBytes(long segment, long total) {
        return new RecordingOptions(folder, segment, segmentMillis, total, sync, syncMillis);
    }

    /** These options with another policy. */
    public RecordingOptions withSync(Sync other) {
        return new RecordingOptions(folder, segmentBytes, segmentMillis, totalBytes, other, syncMillis);
    }
}
