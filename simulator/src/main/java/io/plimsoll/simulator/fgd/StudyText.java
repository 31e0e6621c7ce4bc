package io.plimsoll.simulator.fgd;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link StudyResult} as a table for a terminal: plain ASCII, 131 columns wide.
 *
 * <p>Allocation in percent of all GPUs as {@code mean (standard deviation)} over the seeds at 100 % and 130 % of arrived
 * demand; the largest deviation of any cell in the three tables; the time; the verdict. A policy that is compared by its
 * means shows how far the worst of them is apart instead, marked {@code ~}.
 */
public final class StudyText {

    private static final String ROW = "%-11s %-16s %5s  %-13s %-13s  %-13s %-13s  %7s %7s %7s  %6s  %s%n";

    private static final String HEADING = "%36s%-27s  %-27s  %23s%n";
    private static final String[] COLUMNS = {
        "workload",
        "policy",
        "seeds",
        "ours",
        "published",
        "ours",
        "published",
        "allo",
        "frag",
        "ratio",
        "time s",
        "verdict"
    };

    private StudyText() {}

    /** The table and the sentence that sums it up, each line ended. */
    public static String table(StudyResult result) {
        StringBuilder text = new StringBuilder();
        text.append(HEADING.formatted("", "allocation at 100 %", "allocation at 130 %", "largest deviation"));
        row(text, (Object[]) COLUMNS);
        String workload = "";
        for (PolicyComparison row : result.rows()) {
            TableComparison allocation = row.table(StudyTable.ALLOCATION);
            row(
                    text,
                    row.workload().equals(workload) ? "" : row.workload(),
                    row.policy().label(),
                    Integer.toString(row.seeds()),
                    sample(allocation.ours100()),
                    sample(allocation.published100()),
                    sample(allocation.ours130()),
                    sample(allocation.published130()),
                    deviation(row, StudyTable.ALLOCATION),
                    deviation(row, StudyTable.FRAGMENTATION),
                    deviation(row, StudyTable.FRAGMENTATION_RATIO),
                    Fixed.seconds(row.nanos(), 2),
                    row.verdict().text());
            workload = row.workload();
        }
        text.append(summary(result));
        if (result.published().leftOut() > 0) {
            text.append("%d published rows of other policies or another inflation were left out.%n"
                    .formatted(result.published().leftOut()));
        }
        return text.toString();
    }

    /** What came out, in one or two sentences. */
    static String summary(StudyResult result) {
        List<String> differing = new ArrayList<>();
        for (PolicyComparison row : result.rows()) {
            if (row.verdict() == StudyVerdict.DIFFERS) {
                differing.add(row.workload() + "/" + row.policy().shortName());
            }
        }
        String verdict = differing.isEmpty()
                ? "%d of %d judged, all agree with the publication"
                        .formatted(result.judged(), result.rows().size())
                : "%d of %d judged DIFFER from the publication: %s"
                        .formatted(differing.size(), result.judged(), String.join(", ", differing));
        return "%s.%n%d experiments in %s s; all %d would take %s s.%n"
                .formatted(
                        verdict,
                        result.runs().size(),
                        Fixed.seconds(result.wallNanos(), 1),
                        StudyResult.EXPERIMENTS,
                        Fixed.seconds(result.extrapolatedNanos(), 0));
    }

    private static String deviation(PolicyComparison row, StudyTable table) {
        TableComparison comparison = row.table(table);
        if (row.verdict() == StudyVerdict.UNPUBLISHED) {
            return "-";
        }
        return row.policy().deterministic()
                ? Fixed.of(comparison.deviation(), 4)
                : "~" + Fixed.of(comparison.worstMean().difference(), 2);
    }

    private static String sample(Sample sample) {
        if (sample.count() == 0) {
            return "-";
        }
        return sample.count() == 1
                ? Fixed.of(sample.mean(), 2)
                : "%s (%s)".formatted(Fixed.of(sample.mean(), 2), Fixed.of(sample.deviation(), 2));
    }

    private static void row(StringBuilder text, Object... fields) {
        text.append(ROW.formatted(fields).stripTrailing()).append('\n');
    }
}
