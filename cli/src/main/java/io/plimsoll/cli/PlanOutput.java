package io.plimsoll.cli;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.report.PlanJson;
import io.plimsoll.planner.report.PlanReport;
import io.plimsoll.planner.report.PlanView;
import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.InputFile;
import io.plimsoll.simulator.record.OutputFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say what becomes of an answer to a question of capacity. */
final class PlanOutput {

    private final Instant started = Instant.now();

    @Option(
            names = "--redact",
            paramLabel = "SALT",
            description =
                    "Call nodes, workloads, zones and the like by hashes that are keyed by SALT, in everything that is "
                            + "written.")
    private @Nullable String salt;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description =
                    "Where plan.json, report.html and environment.json go. Default: plimsoll-out/plan-QUESTION-CLUSTER.")
    private @Nullable Path output;

    @Option(
            names = {"-o", "--format-output"},
            paramLabel = "table|json",
            defaultValue = "table",
            converter = SummaryFormatConverter.class,
            description = "How the answer is printed. Default: ${DEFAULT-VALUE}.")
    private SummaryFormat format = SummaryFormat.TABLE;

    @Option(names = "--quiet", description = "Print nothing.")
    private boolean quiet;

    /** Sees whether the options make sense, before the work begins. */
    void require() {
        if (salt != null && salt.isEmpty()) {
            throw Failure.usage(
                    "The salt () of --redact must not be empty.", "Maybe a variable of the shell is not set.");
        }
    }

    /**
     * Writes and prints an answer.
     *
     * @param inputs the files and folders that it was read from
     */
    void write(CommandSpec spec, PlanView view, String name, List<Path> inputs) throws IOException {
        List<InputFile> digests = PlanInputs.of(inputs);
        Names names = salt == null ? Names.plain() : Names.hashed(salt);
        String file = names.of("cluster", name).replaceAll("[^A-Za-z0-9._=-]+", "_");
        Path path = output == null
                ? Path.of("plimsoll-out", "plan-" + view.subject().question() + "-" + file)
                : output;
        boolean open = salt == null;
        Environment environment = Environment.here(
                Version.ofProject(),
                started,
                Map.of(),
                open ? path.toAbsolutePath() : Path.of(""),
                open ? inputs : List.of(),
                open ? spec.commandLine().getParseResult().originalArgs() : List.of());
        try (OutputFolder folder = OutputFolder.open(path)) {
            PlanReport.write(folder, view, names, digests, environment);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == SummaryFormat.JSON) {
            out.print(PlanJson.text(view, names, digests));
        } else if (!quiet) {
            out.print(view.text(names).replace('\u00a0', ' '));
            out.println("Report: " + path.resolve(PlanReport.FILE));
        }
        out.flush();
    }
}
