package io.plimsoll.extender.record;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a recording says was decided about one pod. O(bytes of the newest segments). Thread-safe. */
public final class PastDecisions {

    private static final int SEGMENTS = 8;
    private static final int MOST = 20;

    private PastDecisions() {}

    /**
     * The newest decisions about a pod, the oldest of them first: lines of the recording with their segment and number in place of
     * the pod. The newest eight segments are looked through. What is being written may be missing.
     */
    public static ArrayNode about(Path recording, String namespace, String name) throws IOException {
        List<SegmentFiles> segments = SegmentFiles.list(recording);
        long from = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).number() - SEGMENTS + 1;
        Deque<ObjectNode> found = new ArrayDeque<>();
        byte[] nameText = ("\"name\":\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
        try {
            RecordingReader.read(recording, from, new RecordingReader.Lineage() {
                @Override
                public void segment(long number) {}

                @Override
                public boolean wants(byte[] text) {
                    return ApiObjects.contains(text, nameText);
                }

                @Override
                public boolean line(long segment, long number, byte[] text, JsonNode json) {
                    String type = json.path("type").asString("");
                    JsonNode named = Lines.named(json);
                    if (Lines.DECISIONS.contains(type)
                            && named.path("name").asString("").equals(name)
                            && named.path("namespace").asString("default").equals(namespace)
                            && json instanceof ObjectNode decision) {
                        decision.remove("object");
                        decision.put("segment", segment);
                        decision.put("line", number);
                        found.add(decision);
                        if (found.size() > MOST) {
                            found.remove();
                        }
                    }
                    return true;
                }

                @Override
                public void torn(long segment, long number, boolean last) {}
            });
        } catch (RecordingException | InputException e) {
            throw new IOException(e.getMessage(), e);
        }
        ArrayNode all = ApiObjects.MAPPER.createArrayNode();
        found.forEach(all::add);
        return all;
    }
}
