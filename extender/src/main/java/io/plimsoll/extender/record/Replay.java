package io.plimsoll.extender.record;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides again what a recording says was decided, by the same code from the same events, and compares the lines byte by byte.
 * Where a decision differs, the recorded one holds for those after it, so that each difference stands for itself. One thread.
 */
public final class Replay {

    private static final int LONGEST_VALUE = 200;

    /** How far the beginning of a segment has been read. */
    enum Begin {
        /** There is none so far. */
        MISSING,
        /** It says what is known already, because nothing is missing since the segment before. */
        KNOWN,
        /** It is being read. */
        READING,
        /** Events and decisions follow. */
        OVER
    }

    private final Consumer<Difference> differences;
    private final List<String> remarks = new ArrayList<>();
    private @Nullable RecordedState state;
    /** What a beginning that is being read tells. */
    private @Nullable RecordedState fresh;

    private @Nullable Redecision redecision;
    private Begin mode = Begin.MISSING;
    /** Whether the next segment can go on where this one ends. */
    private boolean usable;

    private long last;
    private long segments;
    private long skipped;
    private long events;
    private long decisions;
    private long different;

    /**
     * A decision that came out otherwise.
     *
     * @param segment the segment of its line
     * @param line the number of the line there, from 1
     * @param pod namespace and name
     * @param verb what was asked
     * @param recorded what the line says beside the pod
     * @param now what was decided again
     */
    public record Difference(long segment, long line, String pod, String verb, String recorded, String now) {}

    /**
     * What came of it.
     *
     * @param segments segments that were read
     * @param skipped segments that could not be used, because what they build on is missing
     * @param events lines about the cluster
     * @param decisions lines about decisions
     * @param different decisions that came out otherwise
     * @param remarks what else there is to say, a sentence each
     */
    public record Result(
            long segments, long skipped, long events, long decisions, long different, List<String> remarks) {

        /** Copies its list. */
        public Result {
            remarks = List.copyOf(remarks);
        }
    }

    private Replay(Consumer<Difference> differences) {
        this.differences = differences;
    }

    /**
     * Replays a recording.
     *
     * @param from the first segment to replay
     * @param differences is told each difference
     * @throws RecordingException when a line is not one of a recording
     * @throws InputException when the recorded configuration of kube-scheduler is wrong
     */
    public static Result run(Path folder, long from, Consumer<Difference> differences)
            throws IOException, RecordingException, InputException {
        Replay replay = new Replay(differences);
        RecordingReader.read(folder, from, new RecordingReader.Lineage() {
            @Override
            public void segment(long number) {
                replay.segment(number);
            }

            @Override
            public boolean line(long segment, long number, byte[] text, JsonNode json)
                    throws RecordingException, InputException {
                replay.line(segment, number, text, json);
                return true;
            }

            @Override
            public void torn(long segment, long number, boolean last) {
                replay.torn(segment, number, last);
            }
        });
        return new Result(
                replay.segments, replay.skipped, replay.events, replay.decisions, replay.different, replay.remarks);
    }

    /** Whether a segment can be read by this program is said by its first line. */
    static void requireVersion(long segment, long number, JsonNode first) throws RecordingException {
        if (first.path("schemaVersion").asLong() != Lines.SCHEMA_VERSION) {
            throw new RecordingException(segment, number, "have the schemaVersion " + Lines.SCHEMA_VERSION);
        }
    }

    private void segment(long number) {
        segments++;
        usable = usable && number == last + 1;
        last = number;
        mode = Begin.MISSING;
        fresh = null;
    }

    private void torn(long segment, long number, boolean isLast) {
        // Nothing goes on behind a line that was not written to its end.
        usable = false;
        remarks.add("Line " + number + " of segment " + segment + " is torn: "
                + (isLast
                        ? "the service ended while it was written, and its answer never left."
                        : "it could not be written to its end, and what came next is missing."));
    }

    private void line(long segment, long number, byte[] text, JsonNode json) throws InputException, RecordingException {
        String type = json.path("type").asString("");
        if (type.equals(Lines.SEGMENT)) {
            begin(segment, number, json);
        } else if (type.equals(Lines.ENTRIES)) {
            entries(segment, json);
        } else if (mode == Begin.READING) {
            if (fresh != null && !fresh.begin(type, json) && !fresh.happened(type, json)) {
                throw unknown(segment, number, type);
            }
        } else if (mode == Begin.OVER) {
            entry(segment, number, type, text, json);
        }
    }

    private void begin(long segment, long number, JsonNode json) throws InputException, RecordingException {
        requireVersion(segment, number, json);
        if (usable && json.path("follows").asBoolean(false)) {
            mode = Begin.KNOWN;
            return;
        }
        mode = Begin.READING;
        DecisionSettings settings = DecisionSettings.of(json.path("settings"));
        RecordedState begun = new RecordedState(settings.meaning());
        fresh = begun;
        redecision = new Redecision(begun.replica(), settings);
    }

    private void entries(long segment, JsonNode json) throws InputException {
        @Nullable RecordedState begun = fresh;
        @Nullable Redecision again = redecision;
        if (begun != null && again != null) {
            again.restoreGroups();
            state = begun;
            usable = true;
        } else if (!usable || !json.path("follows").asBoolean(false)) {
            usable = false;
            skipped++;
            remarks.add("Segment " + segment + " has no beginning and is passed over.");
            mode = Begin.MISSING;
            return;
        } else if (again != null) {
            again.configure(DecisionSettings.of(json.path("settings")));
        }
        mode = Begin.OVER;
    }

    private void entry(long segment, long number, String type, byte[] text, JsonNode json) throws RecordingException {
        @Nullable RecordedState cluster = state;
        @Nullable Redecision again = redecision;
        if (cluster == null || again == null) {
            throw new RecordingException(segment, number, "come after the beginning of a segment");
        }
        if (again.hasEffects()) {
            if (again.isEffect(text)) {
                events++;
                cluster.remember(type, json);
                return;
            }
            different++;
            differences.accept(holds(segment, number, json));
            again.takeBack();
        }
        if (Lines.DECISIONS.contains(type)) {
            decisions++;
            byte[] now = again.decide(type, json);
            if (!Arrays.equals(now, text)) {
                different++;
                again.takeBack();
                differences.accept(difference(segment, number, json, now));
            }
        } else if (cluster.happened(type, json)) {
            events++;
            if (type.equals(Lines.UNHELD)) {
                again.forgetEffects();
            }
        } else {
            throw unknown(segment, number, type);
        }
    }

    private static Difference holds(long segment, long number, JsonNode line) {
        return new Difference(
                segment,
                number,
                line.path("uid").asString(""),
                line.path("type").asString(""),
                line.toString()
                        .substring(0, Math.min(LONGEST_VALUE, line.toString().length())),
                "something else is held or given back");
    }

    private static RecordingException unknown(long segment, long number, String type) {
        return new RecordingException(segment, number, "be of a known type, which " + type + " is not");
    }

    private static Difference difference(long segment, long number, JsonNode line, byte[] now) {
        JsonNode again = ApiObjects.MAPPER.readTree(now);
        JsonNode named = Lines.named(line);
        StringBuilder was = new StringBuilder();
        StringBuilder is = new StringBuilder();
        Set<String> fields = new LinkedHashSet<>();
        line.propertyNames().forEach(fields::add);
        again.propertyNames().forEach(fields::add);
        for (String field : fields) {
            if (!line.path(field).equals(again.path(field))) {
                add(was, field, line);
                add(is, field, again);
            }
        }
        return new Difference(
                segment,
                number,
                named.path("namespace").asString("default") + "/"
                        + named.path("name").asString(""),
                line.path("type").asString(""),
                was.toString(),
                is.toString());
    }

    private static void add(StringBuilder text, String field, JsonNode of) {
        String value = of.has(field) ? of.path(field).toString() : "none";
        text.append(text.isEmpty() ? "" : ", ").append(field).append(' ');
        text.append(value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...");
    }
}
