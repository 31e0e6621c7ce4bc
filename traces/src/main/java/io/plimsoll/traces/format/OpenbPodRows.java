package io.plimsoll.traces.format;

import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.format.OpenbFolder.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of an openb pod list. */
final class OpenbPodRows {

    private static final long MAX_SECONDS = TraceEvent.MAX_TIME_MILLIS / 1000;

    private final CsvTable table;
    private final UniqueNames names;
    private final Interner<String> texts = new Interner<>();
    private final int name;
    private final int cpu;
    private final int memory;
    private final int gpus;
    private final int gpuMilli;
    private final int gpuSpec;
    private final int qos;
    private final int phase;
    private final int creation;
    private final int deletion;
    private final int scheduled;

    private OpenbPodRows(CsvTable table) {
        this.table = table;
        names = new UniqueNames(table, "pod");
        name = table.column("name");
        cpu = table.column("cpu_milli");
        memory = table.column("memory_mib");
        gpus = table.column("num_gpu");
        gpuMilli = table.column("gpu_milli");
        gpuSpec = table.optionalColumn("gpu_spec");
        qos = table.optionalColumn("qos");
        phase = table.optionalColumn("pod_phase");
        creation = table.optionalColumn("creation_time");
        deletion = table.optionalColumn("deletion_time");
        scheduled = table.optionalColumn("scheduled_time");
    }

    /** The good rows of a list; null, with a problem reported, when there is no such list or it has no header. */
    static @Nullable OpenbList<OpenbPod> read(OpenbFolder folder, String list, Problems problems) throws IOException {
        @Nullable Path file = folder.find(Kind.PODS, list, problems);
        @Nullable CsvTable table = file == null ? null : CsvTable.open(file, problems);
        if (table == null) {
            return null;
        }
        try (table) {
            OpenbPodRows rows = new OpenbPodRows(table);
            List<OpenbPod> pods = rows.rows();
            boolean hasTimes = rows.creation != CsvTable.ABSENT;
            return new OpenbList<>(Kind.PODS.shortName(list), pods, hasTimes, table.digest());
        }
    }

    private List<OpenbPod> rows() throws IOException {
        List<OpenbPod> pods = new ArrayList<>();
        while (table.next()) {
            OpenbPod pod = row();
            if (table.isRowGood()) {
                pods.add(pod);
            }
        }
        table.requireRows();
        return pods;
    }

    private OpenbPod row() {
        String podName = names.read(name);
        long cpuMilli = table.whole(cpu, 0, Resources.MAX_QUANTITY, "the unit is not thousandths of a core.");
        long memoryMib = table.whole(memory, 0, Resources.MAX_QUANTITY >> 20, "the unit is not MiB.");
        int count = (int) table.whole(gpus, 0, DeviceRequest.MAX_DEVICES, "the request was meant for several pods.");
        int milli = share(count);
        long created = creation == CsvTable.ABSENT ? OpenbPod.NO_TIME : seconds(creation);
        long placed = table.isFilled(scheduled) ? seconds(scheduled) : OpenbPod.NO_TIME;
        long deleted = table.isFilled(deletion) ? seconds(deletion) : OpenbPod.NO_TIME;
        checkOrder(created, placed, deleted);
        return new OpenbPod(
                podName,
                cpuMilli,
                memoryMib,
                count,
                milli,
                models(count),
                texts.intern(table.text(qos)),
                texts.intern(table.text(phase)),
                created,
                deleted,
                placed);
    }

    private int share(int count) {
        long raw = table.whole(gpuMilli, 0, Long.MAX_VALUE - 1, "a minus sign was typed by mistake.");
        int milli = (int) Math.min(raw, DeviceSpec.WHOLE);
        if (count == 0) {
            return 0;
        }
        if (milli == 0 && table.isRowGood()) {
            table.problem(
                    gpuMilli, "be at least 1, as the pod asks for a GPU", "num_gpu should be 0, or gpu_milli 1000.");
        } else if (count > 1 && milli < DeviceSpec.WHOLE && table.isRowGood()) {
            table.problem(
                    gpuMilli,
                    "be 1000, as the pod asks for %d GPUs".formatted(count),
                    "a share of one GPU was meant: shares of several are not possible.");
        }
        return milli;
    }

    private String models(int count) {
        String spec = table.text(gpuSpec);
        if (count == 0 || spec.isEmpty()) {
            return "";
        }
        if (spec.startsWith("|") || spec.endsWith("|") || spec.contains("||")) {
            table.problem(gpuSpec, "list models joined by |, none of them empty", "a model was removed without its |.");
        }
        return texts.intern(spec);
    }

    private long seconds(int column) {
        return table.whole(column, 0, MAX_SECONDS, "the unit is not seconds since the start of the trace.");
    }

    private void checkOrder(long created, long placed, long deleted) {
        if (!table.isRowGood()) {
            return;
        }
        if (placed != OpenbPod.NO_TIME && placed < created) {
            table.problem(
                    scheduled,
                    "not lie before its creation_time (%d)".formatted(created),
                    "the columns are in another order than the header says.");
        }
        long start = placed == OpenbPod.NO_TIME ? created : placed;
        if (deleted != OpenbPod.NO_TIME && deleted < start) {
            table.problem(
                    deletion,
                    "not lie before its %s (%d)"
                            .formatted(placed == OpenbPod.NO_TIME ? "creation_time" : "scheduled_time", start),
                    "the columns are in another order than the header says.");
        }
    }
}
