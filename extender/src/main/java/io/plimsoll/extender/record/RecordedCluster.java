package io.plimsoll.extender.record;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The cluster that a recording ends with. Decisions are not made again. One thread. */
public final class RecordedCluster {

    /** Whether the lines are those of the beginning that counts, or of a later one, which is not needed. */
    private boolean beginning;

    private boolean passing;
    /** Whether the beginning was whole. */
    private boolean begun;
    /** Whether lines are missing from here on. */
    private boolean ended;

    private @Nullable RecordedState state;

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
            @Nullable
            RecordedState end =
                    new RecordedCluster().read(folder, segments.get(i).number());
            if (end != null) {
                return end.replica().list();
            }
        }
        throw new IllegalArgumentException(
                "The recording (%s) must have a segment with a whole beginning.%n".formatted(folder)
                        + "Maybe files of it are missing, or the service had just begun to write it.");
    }

    /** The cluster after all lines from a segment on; null when that segment has no whole beginning. */
    private @Nullable RecordedState read(Path folder, long from)
            throws IOException, RecordingException, InputException {
        InputException[] wrong = new InputException[1];
        RecordingReader.read(folder, from, new RecordingReader.Lineage() {
            @Override
            public void segment(long number) {
                beginning = false;
                passing = false;
            }

            @Override
            public boolean line(long segment, long number, byte[] text, JsonNode json) throws RecordingException {
                try {
                    return take(segment, number, json);
                } catch (InputException e) {
                    wrong[0] = e;
                    return false;
                } catch (JacksonException | IllegalArgumentException e) {
                    throw Replay.unfitting(segment, number, e);
                }
            }

            @Override
            public void torn(long segment, long number, boolean last) {
                ended = true;
            }
        });
        if (wrong[0] != null) {
            throw wrong[0];
        }
        return begun ? state : null;
    }

    /** Takes in a line. Returns whether those after it are of interest. */
    private boolean take(long segment, long number, JsonNode json) throws InputException, RecordingException {
        String type = json.path("type").asString("");
        @Nullable RecordedState known = state;
        if (type.equals(Lines.SEGMENT)) {
            Replay.requireVersion(segment, number, json);
            beginning = known == null;
            passing = !beginning;
            if (known == null) {
                state = new RecordedState(
                        DecisionSettings.of(json.path("settings")).meaning());
            }
        } else if (type.equals(Lines.ENTRIES)) {
            ended |= !beginning && !json.path("follows").asBoolean(false);
            begun |= beginning;
            beginning = false;
            passing = false;
        } else if (known != null && beginning) {
            boolean unused = known.begin(type, json) || known.happened(type, json);
        } else if (known != null
                && !passing
                && !known.happened(type, json)
                && type.equals(Lines.FILTER)
                && !json.has("passes")) {
            // Maybe the API server had not told of the pod yet; one that is another scheduler's is not waited for.
            JsonNode pod = json.path("object");
            known.replica().asked(pod.path("metadata").path("uid").asString(""), ApiObjects.bytes(pod));
        }
        return !ended && (begun || beginning);
    }
}
