package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.record.RecordingException;
import io.plimsoll.extender.record.Replay;
import io.plimsoll.extender.record.Replay.Difference;
import io.plimsoll.simulator.record.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Decides again what a recording of the live service says was decided, and prints what differs. */
final class RecordingRun {

    private static final int MOST_SHOWN = 20;

    private final Path folder;
    private final List<Difference> shown = new ArrayList<>();

    RecordingRun(Path folder) {
        this.folder = folder;
    }

    /**
     * Replays and prints.
     *
     * @param from the first segment
     * @return the exit code
     */
    int run(long from, SummaryFormat format, boolean quiet, PrintWriter out) throws IOException, InputException {
        Replay.Result result;
        try {
            result = Replay.run(folder, from, difference -> {
                if (shown.size() < MOST_SHOWN) {
                    shown.add(difference);
                }
            });
        } catch (RecordingException e) {
            throw Failure.badInput(e);
        }
        if (result.segments() == result.skipped()) {
            throw Failure.badInput(
                    "The recording (" + folder + ") of --trace must have a segment with a beginning from "
                            + Math.max(1, from) + " on.",
                    "Maybe --from-segment is behind the last one, or files are missing.");
        }
        if (format == SummaryFormat.JSON) {
            out.print(json(result));
        } else if (!quiet) {
            print(result, out);
        }
        out.flush();
        return result.different() == 0 ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private void print(Replay.Result result, PrintWriter out) {
        out.println("Recording   " + folder);
        out.println("Segments    " + result.segments());
        out.println("Events      " + result.events());
        out.println("Decisions   " + result.decisions());
        out.println("Different   " + result.different());
        result.remarks().forEach(remark -> out.println("Note: " + remark));
        for (Difference each : shown) {
            out.println(
                    "Segment " + each.segment() + ", line " + each.line() + ": " + each.verb() + " of " + each.pod());
            out.println("  recorded  " + each.recorded());
            out.println("  now       " + each.now());
        }
        if (result.different() > shown.size()) {
            out.println("and " + (result.different() - shown.size()) + " more.");
        }
    }

    private String json(Replay.Result result) {
        JsonWriter json = JsonWriter.pretty();
        json.beginObject();
        json.field("schemaVersion", 1L);
        json.field("segments", result.segments());
        json.field("skippedSegments", result.skipped());
        json.field("events", result.events());
        json.field("decisions", result.decisions());
        json.field("different", result.different());
        json.name("remarks").beginArray();
        result.remarks().forEach(json::value);
        json.endArray();
        json.name("differences").beginArray();
        for (Difference each : shown) {
            json.beginObject();
            json.field("segment", each.segment());
            json.field("line", each.line());
            json.field("pod", each.pod());
            json.field("verb", each.verb());
            json.field("recorded", each.recorded());
            json.field("now", each.now());
            json.endObject();
        }
        json.endArray();
        json.endObject();
        return json + System.lineSeparator();
    }
}
