package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.Draws;
import io.plimsoll.traces.event.TraceEvent.PodArrived;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one row for each machine, with its lifetime. */
final class AzureRows {

    private static final long SEED = 42;
    private static final int LIFETIMES = 1;
    private static final int MILLI = 1000;

    private final Path file;
    private final Problems problems;
    private final Map<Long, long[]> bins = new HashMap<>();
    private final AzureVms vms = new AzureVms();

    AzureRows(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    AzureVms read() throws IOException, InputException {
        readBins(file.resolveSibling("duration_bins.csv"));
        try (CsvTable table = open(file)) {
            int id = table.column("vm_id");
            int arrival = table.column("arrival_s");
            int batch = table.column("tenant_batch");
            int cores = table.column("cores");
            int memory = table.column("memory_gb");
            int bin = table.column("duration_bin");
            int censored = table.column("censored");
            UniqueNames names = new UniqueNames(table, "vm");
            while (table.next()) {
                names.read(id);
                long vm = table.whole(id, 0, Long.MAX_VALUE - 1, "it is too large.");
                long seconds = table.whole(arrival, 0, AzureVms.MOST_SECONDS, "the unit is not seconds.");
                long owner = table.whole(batch, 0, Long.MAX_VALUE - 1, "it is too large.");
                Resources requests =
                        Resources.request(quantity(table, cores, "", MILLI), quantity(table, memory, "Gi", 1));
                boolean endless = table.whole(censored, 0, 1, "the columns are shifted.") == 1;
                long @Nullable [] range = bins.get(table.whole(bin, 0, Long.MAX_VALUE - 1, "it is too large."));
                if (range == null) {
                    table.problem(bin, "be a bin of duration_bins.csv", "that file is of another version.");
                } else if (table.isRowGood()) {
                    vms.add(vm, seconds, owner, requests, endless ? PodArrived.UNKNOWN_DURATION : draw(vm, range));
                }
            }
            table.requireRows();
            vms.read(table.digest());
        }
        return vms;
    }

    private void readBins(Path path) throws IOException, InputException {
        try (CsvTable table = open(path)) {
            int bin = table.column("bin");
            int least = table.column("min_seconds");
            int most = table.column("max_seconds");
            while (table.next()) {
                long number = table.whole(bin, 0, Integer.MAX_VALUE, "it is too large.");
                long from = table.whole(least, 0, Integer.MAX_VALUE / MILLI, "the unit is not seconds.");
                long to = table.whole(most, from, Integer.MAX_VALUE / MILLI, "the columns are in another order.");
                bins.put(number, new long[] {from, to});
            }
            table.requireRows();
            vms.read(table.digest());
        }
    }

    private CsvTable open(Path path) throws IOException, InputException {
        @Nullable CsvTable table = CsvTable.open(path, problems);
        if (table == null) {
            throw new InputException(problems.first(), problems.count());
        }
        return table;
    }

    private static long draw(long vm, long[] range) {
        int span = (int) ((range[1] - range[0]) * MILLI) + 1;
        return range[0] * MILLI + Draws.below(Draws.draw(SEED, vm, LIFETIMES), span);
    }

    private static long quantity(CsvTable table, int column, String unit, int scale) {
        long amount = Quantity.parse(table.text(column) + unit, scale);
        if (amount == Quantity.NONE) {
            table.problem(column, "be a number from 0", "the columns are shifted.");
            return 0;
        }
        return amount;
    }
}
