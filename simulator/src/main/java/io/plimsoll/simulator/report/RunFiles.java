package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.EnvironmentJson;
import io.plimsoll.simulator.record.OutputFolder;
import io.plimsoll.simulator.record.RunJson;
import io.plimsoll.simulator.record.RunResult;
import io.plimsoll.simulator.record.SeriesCsv;

/** Writes the files of a run, except its decision log, which grows while the run goes on. */
public final class RunFiles {

    private RunFiles() {}

    /**
     * Writes {@code series.csv}, {@code environment.json}, {@code report.html} and, last, {@code run.json}: where that one
     * stands, the others do too.
     *
     * @throws io.plimsoll.traces.output.OutputException when one of them cannot be written; those before it remain
     */
    public static void write(OutputFolder folder, RunResult result, Environment environment) {
        folder.write(SeriesCsv.FILE, SeriesCsv.text(result.series()));
        folder.write(EnvironmentJson.FILE, EnvironmentJson.text(environment));
        folder.write(RunReport.FILE, RunReport.html(result));
        folder.write(RunJson.FILE, RunJson.text(result.summary()));
    }
}
