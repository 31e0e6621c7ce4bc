package io.plimsoll.planner.vbp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of a study.
 *
 * @param runs those that are done, in the order of the instances
 * @param planned how many there should be
 * @param longestCpuNanos the CPU time of the instance that took longest; the only figure that is another one each time
 */
public record VbpResult(List<VbpRun> runs, int planned, long longestCpuNanos) {

    /** Copies its argument. */
    public VbpResult {
        runs = List.copyOf(runs);
    }

    /** Whether all are done. */
    public boolean complete() {
        return runs.size() == planned;
    }

    /** Everything that must not be and is, with the name of the instance. */
    public List<String> violations() {
        List<String> all = new ArrayList<>();
        for (VbpRun run : runs) {
            run.violations()
                    .forEach(what -> all.add(
                            run.instance().family() + "/" + run.instance().name() + ": " + what));
        }
        return all;
    }

    /** Whether nothing is wrong with what is done. */
    public boolean holds() {
        return runs.stream().allMatch(run -> run.violations().isEmpty());
    }

    /** The figures of each family, by name; those of all families last. */
    Map<String, VbpFigures> families() {
        Map<String, VbpFigures> families = new LinkedHashMap<>();
        VbpFigures all = new VbpFigures();
        for (VbpRun run : runs) {
            families.computeIfAbsent(run.instance().family(), name -> new VbpFigures())
                    .add(run);
            all.add(run);
        }
        if (families.size() > 1) {
            families.put("all", all);
        }
        return families;
    }
}
