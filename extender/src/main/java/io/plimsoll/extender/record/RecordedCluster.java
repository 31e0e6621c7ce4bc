package io.plimsoll.extender.record;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The cluster that a recording ends with. Decisions are not made again. One thread. */
public final class RecordedCluster {

    private RecordedCluster() {}

    /**
     * Its objects as a List of Kubernetes. A pod for which space is held waits, and is nominated for the node. Only the newest segments are
     * read: from the last that has a beginning. O(their bytes).
     *
     * @throws RecordingException when a line is not one of a recording
     * @throws InputException when the recorded settings are wrong
     * @throws IllegalArgumentException when no segment has a beginning
     */
    public static byte[] list(Path folder) throws IOException, RecordingException, InputException {
        List<SegmentFiles> segments = SegmentFiles.list(folder);
        for (int i = segments.size() - 1; i >= 0; i--) {
            Following end = new Following();
            RecordingReader.read(folder, segments.get(i).number(), end);
            if (end.state != null) {
                return end.state.replica().list();
            }
        }
        throw new IllegalArgumentException(
                "The recording (%s) must have a segment with a whole beginning.%n".formatted(folder)
                        + "Maybe files of it are missing, or the service had just begun to write it.");
    }

    /** Follows the lines of a segment with a beginning, and of those after it for as long as nothing is missing between them. */
    private static final class Following implements RecordingReader.Lineage {

        /** What the beginning tells, until it is whole. */
        private @Nullable RecordedState fresh;

        private @Nullable RecordedState state;
        private Replay.Begin mode = Replay.Begin.MISSING;
        private boolean ended;

        @Override
        public void segment(long number) {
            mode = Replay.Begin.MISSING;
        }

        @Override
        public boolean line(long segment, long number, byte[] text, JsonNode json)
                throws InputException, RecordingException {
            String type = json.path("type").asString("");
            if (type.equals(Lines.SEGMENT)) {
                begin(segment, number, json);
            } else if (type.equals(Lines.ENTRIES)) {
                entries(json);
            } else if (mode == Replay.Begin.READING && fresh != null) {
                boolean unused = fresh.begin(type, json) || fresh.happened(type, json);
            } else if (mode == Replay.Begin.OVER && state != null) {
                entry(state, type, json);
            }
            return !ended && (mode == Replay.Begin.READING || state != null);
        }

        @Override
        public void torn(long segment, long number, boolean last) {
            ended = true;
        }

        private void begin(long segment, long number, JsonNode json) throws InputException, RecordingException {
            Replay.requireVersion(segment, number, json);
            if (state != null) {
                mode = Replay.Begin.KNOWN;
                return;
            }
            mode = Replay.Begin.READING;
            fresh = new RecordedState(DecisionSettings.of(json.path("settings")).meaning());
        }

        private void entries(JsonNode json) {
            if (mode == Replay.Begin.READING) {
                state = fresh;
            } else {
                ended |= !json.path("follows").asBoolean(false);
            }
            mode = Replay.Begin.OVER;
        }

        private static void entry(RecordedState state, String type, JsonNode json) {
            if (!state.happened(type, json) && type.equals(Lines.FILTER) && !json.has("passes")) {
                // Maybe the API server had not told of the pod yet; one that is another scheduler's is not waited for.
                JsonNode pod = json.path("object");
                state.replica().asked(pod.path("metadata").path("uid").asString(""), ApiObjects.bytes(pod));
            }
        }
    }
}
