package io.plimsoll.traces.format;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.notation.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The columns that describe what pods ask for and nodes offer, in files that people write. */
final class CsvFields {

    private static final int MILLI = 1000;
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern SEMICOLON = Pattern.compile(";");

    private final CsvTable table;
    private final int cpu;
    private final int memory;
    private final int storage;
    private final int pods;
    private final int gpu;
    private final int gpuModel;
    private final int labels;

    CsvFields(CsvTable table) {
        this.table = table;
        cpu = table.column("cpu");
        memory = table.column("memory");
        storage = table.optionalColumn("ephemeral-storage");
        pods = table.optionalColumn("pods");
        gpu = table.optionalColumn("gpu");
        gpuModel = table.optionalColumn("gpu-model");
        labels = table.optionalColumn("labels");
    }

    /** What a pod asks for. */
    Resources requests() {
        return Resources.request(quantity(cpu, MILLI), quantity(memory, 1)).withEphemeralStorage(quantity(storage, 1));
    }

    /** The devices a pod asks for: a share below one, or a whole number. */
    DeviceRequest devices() {
        int milli = (int) Math.min(quantity(gpu, MILLI), Integer.MAX_VALUE);
        Set<String> models = new TreeSet<>();
        for (String model : BAR.split(table.text(gpuModel), -1)) {
            if (!model.isEmpty()) {
                models.add(model);
            }
        }
        if (milli > DeviceRequest.MAX_DEVICES * MILLI || (milli > MILLI && milli % MILLI != 0)) {
            table.problem(
                    gpu,
                    "be a share below 1, or a whole number up to " + DeviceRequest.MAX_DEVICES,
                    "a share of several GPUs was meant, which no pod can have.");
            return DeviceRequest.NONE;
        }
        return milli < MILLI && milli > 0
                ? DeviceRequest.share(milli, models)
                : DeviceRequest.whole(milli / MILLI, models);
    }

    /** What a node offers. */
    NodeSpec node(String name) {
        long most =
                table.isFilled(pods) ? table.whole(pods, 0, Resources.MAX_QUANTITY, "it is too large.") : NodeList.PODS;
        Resources allocatable = Resources.allocatable(quantity(cpu, MILLI), quantity(memory, 1), most)
                .withEphemeralStorage(quantity(storage, 1));
        int count = table.isFilled(gpu)
                ? (int) table.whole(gpu, 0, DeviceRequest.MAX_DEVICES, "the node was meant to be several.")
                : 0;
        String model = table.text(gpuModel);
        if (count > 0 && model.isEmpty()) {
            table.problem(gpu, "come with a gpu-model", "the column gpu-model is missing.");
        }
        List<DeviceSpec> devices = model.isEmpty() ? List.of() : Collections.nCopies(count, DeviceSpec.whole(model));
        return NodeSpec.of(name.isEmpty() ? "?" : name, allocatable)
                .withDevices(new ArrayList<>(devices))
                .withLabels(labels());
    }

    /** Labels as {@code app=web;tier=front}. */
    SortedMap<String, String> labels() {
        SortedMap<String, String> map = new TreeMap<>();
        for (String pair : SEMICOLON.split(table.text(labels), -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                map.put(pair.substring(0, equals), pair.substring(equals + 1));
            } else if (!pair.isEmpty()) {
                table.problem(labels, "be KEY=VALUE pairs joined by semicolons", "an equals sign is missing.");
            }
        }
        return map;
    }

    private long quantity(int column, int scale) {
        if (!table.isFilled(column)) {
            return 0;
        }
        long amount = Quantity.parseResource(table.text(column), scale);
        if (amount == Quantity.NONE) {
            table.problem(
                    column,
                    "be a quantity such as 500m, 1.5 or 16Gi, at most 2^50",
                    "the unit is mistyped: Kubernetes knows n, u, m, k, M, G, T, P, E and Ki, Mi, Gi, Ti, Pi, Ei.");
            return 0;
        }
        return amount;
    }
}
