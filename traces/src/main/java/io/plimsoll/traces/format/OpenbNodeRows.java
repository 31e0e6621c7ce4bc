package io.plimsoll.traces.format;

import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.format.OpenbFolder.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an openb node list. */
final class OpenbNodeRows {

    private final CsvTable table;
    private final UniqueNames names;
    private final int name;
    private final int cpu;
    private final int memory;
    private final int gpus;
    private final int model;

    private OpenbNodeRows(CsvTable table) {
        this.table = table;
        names = new UniqueNames(table, "node");
        name = table.column("sn");
        cpu = table.column("cpu_milli");
        memory = table.column("memory_mib");
        gpus = table.column("gpu");
        model = table.optionalColumn("model");
    }

    /** The good rows of a list; null, with a problem reported, when there is no such list or it has no header. */
    static @Nullable OpenbList<OpenbNode> read(OpenbFolder folder, String list, Problems problems) throws IOException {
        @Nullable Path file = folder.find(Kind.NODES, list, problems);
        @Nullable CsvTable table = file == null ? null : CsvTable.open(file, problems);
        if (table == null) {
            return null;
        }
        try (table) {
            List<OpenbNode> nodes = new OpenbNodeRows(table).rows();
            return new OpenbList<>(Kind.NODES.shortName(list), nodes, false, table.digest());
        }
    }

    private List<OpenbNode> rows() throws IOException {
        List<OpenbNode> nodes = new ArrayList<>();
        while (table.next()) {
            OpenbNode node = row();
            if (table.isRowGood()) {
                nodes.add(node);
            }
        }
        table.requireRows();
        return nodes;
    }

    private OpenbNode row() {
        String nodeName = names.read(name);
        long cpuMilli = table.whole(cpu, 0, Resources.MAX_QUANTITY, "the unit is not thousandths of a core.");
        long memoryMib = table.whole(memory, 0, Resources.MAX_QUANTITY >> 20, "the unit is not MiB.");
        int count = (int) table.whole(gpus, 0, DeviceRequest.MAX_DEVICES, "several nodes were joined into one.");
        String gpuModel = table.text(model);
        if (count > 0 && gpuModel.isEmpty() && table.isRowGood()) {
            table.problem(
                    model == CsvTable.ABSENT ? gpus : model,
                    "come with a model, as the node has %d GPUs".formatted(count),
                    "the column model is missing or empty.");
        }
        return new OpenbNode(nodeName, cpuMilli, memoryMib, count, count == 0 ? "" : gpuModel);
    }
}
