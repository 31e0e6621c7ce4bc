package io.plimsoll.extender.record;

/** A line that is not one of a recording. Says which, and what it must be, in two lines. */
public final class RecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    RecordingException(long segment, long line, String rule) {
        super("The line (%d) of segment %d must %s.%nMaybe the file was changed, or a newer Plimsoll wrote it."
                .formatted(line, segment, rule));
    }
}
