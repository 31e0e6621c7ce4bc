package io.plimsoll.extender.record;

import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What became of a recording. Read from any thread. */
public final class RecordingTally {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingTally.class);

    private final LongAdder failures = new LongAdder();
    final LongAdder lines = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder segments = new LongAdder();
    volatile long bytesOnDisk;
    volatile boolean writing;
    volatile boolean followerLost;

    RecordingTally() {}

    void failed(String what, Exception why) {
        failures.increment();
        LOG.error("{}: {}", what, why.toString());
    }

    /** How often something could not be written. */
    public long failures() {
        return failures.sum();
    }

    /** Events and decisions that were written. */
    public long lines() {
        return lines.sum();
    }

    /** Bytes that were written, before compression. */
    public long bytes() {
        return bytes.sum();
    }

    /** Events and decisions that are not in the recording, because it could not be written. */
    public long lost() {
        return lost.sum();
    }

    /** Segments that were begun. */
    public long segments() {
        return segments.sum();
    }

    /** What the files take together, as of when a segment was last closed. */
    public long bytesOnDisk() {
        return bytesOnDisk;
    }

    /** Whether events and decisions are being written now. */
    public boolean writing() {
        return writing;
    }

    /** Whether the follower fell behind or failed, so that questions are not answered and segments have no beginnings. */
    public boolean followerLost() {
        return followerLost;
    }
}
