package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.Environment;
import io.plimsoll.simulator.record.EnvironmentJson;
import io.plimsoll.simulator.record.OutputFolder;

/** Writes what a comparison leaves behind. */
public final class ComparisonFiles {

    private ComparisonFiles() {}

    /**
     * Writes {@code runs.csv}, {@code environment.json}, {@code report.html} and, last, {@code comparison.json}: where that
     * one stands, the others do too.
     *
     * @throws io.plimsoll.simulator.record.OutputException when one of them cannot be written; those before it remain
     */
    public static void write(OutputFolder folder, Comparison comparison, Environment environment) {
        folder.write(RunsCsv.FILE, RunsCsv.text(comparison));
        folder.write(EnvironmentJson.FILE, EnvironmentJson.text(environment));
        folder.write(ComparisonReport.FILE, ComparisonReport.html(comparison));
        folder.write(ComparisonJson.FILE, ComparisonJson.text(comparison));
    }
}
