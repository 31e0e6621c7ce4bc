package io.plimsoll.traces.event;

import java.util.List;

/** A trace that can be replayed, again and again, from memory or from a file. */
public interface EventSource {

    /** What is known before the first event. */
    TraceHeader header();

    /** What occurs in it. */
    TraceContents contents();

    /**
     * Digests of the files it is read from, in the order in which they are read, then of those that these were made of as far
     * as they say; empty for a generated trace.
     */
    List<InputDigest> inputs();

    /**
     * A new cursor over the events; several may be open at a time. To be closed.
     *
     * @throws java.io.UncheckedIOException when a device fails
     * @throws BrokenTraceException when the file changed since the source was opened
     */
    EventStream stream();
}
