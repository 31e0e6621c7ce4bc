package io.plimsoll.simulator.compare;

import io.plimsoll.simulator.record.FixedDecimal;

/** Writes {@code runs.csv}: a line per run, the metrics with the decimals of {@code comparison.json}, empty where missing. */
public final class RunsCsv {

    /** The name of the file. */
    public static final String FILE = "runs.csv";

    private RunsCsv() {}

    /** The content of the file. */
    public static String text(Comparison comparison) {
        StringBuilder out = new StringBuilder("policy,seed,arrivedPods,placedPods,finishedPods");
        comparison.metrics().forEach(metric -> out.append(',').append(metric.id()));
        out.append('\n');
        for (ComparedRun run : comparison.runs()) {
            String policy = comparison.plan().entrants().get(run.entrant()).text();
            out.append(policy.contains(",") ? '"' + policy + '"' : policy);
            out.append(',').append(run.seed());
            out.append(',').append(run.totals().arrived());
            out.append(',').append(run.totals().placed());
            out.append(',').append(run.totals().finished());
            for (Metric metric : comparison.metrics()) {
                double value = run.value(metric);
                out.append(',');
                if (!Double.isNaN(value)) {
                    out.append(FixedDecimal.trimmed(value, ComparisonJson.decimals(metric.unit())));
                }
            }
            out.append('\n');
        }
        return out.toString();
    }
}
