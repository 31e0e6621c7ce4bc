package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.traces.notation.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a cluster, from a file or a short text: groups joined by {@code +} or a comma, each a count, a colon and what
 * a node offers, as in {@code 700:cpu=64,memory=256Gi+20:cpu=96,memory=768Gi,gpu=8,gpu-model=A100}.
 *
 * <p>Keys are {@code cpu}, {@code memory} (both must be there), {@code ephemeral-storage}, {@code pods} (110 unless given,
 * as in Kubernetes), {@code gpu} with {@code gpu-model}, and {@code label.KEY}. The nodes are called {@code node-1},
 * {@code node-2} and so on, with leading zeros so that all names are equally long. A file is CSV with the columns
 * {@code name, cpu, memory} and, if wanted, {@code ephemeral-storage, pods, gpu, gpu-model, labels}.
 */
public final class NodeList {

    /** How many pods a node may hold unless told otherwise. */
    static final long PODS = 110;

    /** The most nodes of a fleet. */
    static final int MOST_NODES = 10_000_000;

    private static final int MILLI = 1000;
    private static final Pattern SEPARATOR = Pattern.compile("[,+]");
    private static final List<String> KEYS = List.of("cpu", "memory", "ephemeral-storage", "pods", "gpu", "gpu-model");

    private NodeList() {}

    /**
     * The nodes of a file when there is one of this name, otherwise those that the text describes.
     *
     * @throws InputException when the file cannot be used
     * @throws IllegalArgumentException when the text cannot be understood; in two lines
     */
    public static List<NodeSpec> of(String fileOrText, Problems problems) throws IOException, InputException {
        if (fileOrText.indexOf(':') < 0 || Files.exists(Path.of(fileOrText))) {
            return read(Path.of(fileOrText), problems);
        }
        return parse(fileOrText);
    }

    private static List<NodeSpec> read(Path file, Problems problems) throws IOException, InputException {
        List<NodeSpec> nodes = new ArrayList<>();
        try (@Nullable CsvTable table = CsvTable.open(file, problems)) {
            if (table != null) {
                int name = table.column("name");
                CsvFields fields = new CsvFields(table);
                UniqueNames names = new UniqueNames(table, "node");
                while (table.next()) {
                    NodeSpec node = fields.node(names.read(name));
                    if (table.isRowGood()) {
                        nodes.add(node);
                    }
                }
                table.requireRows();
            }
        }
        problems.throwIfAny();
        return nodes;
    }

    static List<NodeSpec> parse(String text) {
        List<Map<String, String>> groups = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (String token : SEPARATOR.split(text, -1)) {
            int colon = token.indexOf(':');
            if (colon >= 0) {
                counts.add(count(text, token.substring(0, colon)));
                groups.add(new TreeMap<>());
            }
            String pair = token.substring(colon + 1);
            int equals = pair.indexOf('=');
            String key = equals < 0 ? "" : pair.substring(0, equals);
            if (groups.isEmpty() || !(KEYS.contains(key) || key.startsWith("label."))) {
                throw refused(
                        text,
                        "hold groups such as 700:cpu=64,memory=256Gi, not (" + token + ")",
                        "one of cpu, memory, ephemeral-storage, pods, gpu, gpu-model or label.KEY was meant.");
            }
            groups.get(groups.size() - 1).put(key, pair.substring(equals + 1));
        }
        int total = counts.stream().mapToInt(Integer::intValue).reduce(0, Math::addExact);
        if (total > MOST_NODES) {
            throw refused(text, "have at most " + MOST_NODES + " nodes", "a digit was typed twice.");
        }
        List<NodeSpec> nodes = new ArrayList<>(total);
        int digits = Integer.toString(total).length();
        for (int group = 0; group < groups.size(); group++) {
            NodeSpec node = node(text, groups.get(group));
            for (int i = 0; i < counts.get(group); i++) {
                String number = Integer.toString(nodes.size() + 1);
                String name = "node-" + "0".repeat(digits - number.length()) + number;
                nodes.add(node.withName(name));
            }
        }
        return nodes;
    }

    private static int count(String text, String digits) {
        long count = WholeNumber.parse(digits);
        if (count < 1 || count > MOST_NODES) {
            throw refused(
                    text, "begin each group with a number of nodes, not (" + digits + ")", "the colon is misplaced.");
        }
        return (int) count;
    }

    private static NodeSpec node(String text, Map<String, String> group) {
        if (!group.containsKey("cpu") || !group.containsKey("memory")) {
            throw refused(
                    text, "say the cpu and memory of each group", "one was forgotten, as in 10:cpu=64,memory=256Gi.");
        }
        long pods = group.containsKey("pods") ? quantity(text, group, "pods", 1) : PODS;
        long gpus = quantity(text, group, "gpu", 1);
        String model = group.getOrDefault("gpu-model", "");
        if (gpus > DeviceRequest.MAX_DEVICES || (gpus > 0) == model.isEmpty()) {
            throw refused(
                    text,
                    "name the gpu-model of up to " + DeviceRequest.MAX_DEVICES + " gpus of a node, and of no others",
                    "gpu=8,gpu-model=A100 was meant.");
        }
        Map<String, String> labels = new TreeMap<>();
        group.forEach((key, value) -> {
            if (key.startsWith("label.")) {
                labels.put(key.substring("label.".length()), value);
            }
        });
        Resources offered = Resources.allocatable(
                        quantity(text, group, "cpu", MILLI), quantity(text, group, "memory", 1), pods)
                .withEphemeralStorage(quantity(text, group, "ephemeral-storage", 1));
        List<DeviceSpec> devices = gpus == 0 ? List.of() : Collections.nCopies((int) gpus, DeviceSpec.whole(model));
        return NodeSpec.of("node", offered).withLabels(labels).withDevices(devices);
    }

    private static long quantity(String text, Map<String, String> group, String key, int scale) {
        String value = group.getOrDefault(key, "0");
        long amount = Quantity.parseResource(value, scale);
        if (amount == Quantity.NONE) {
            throw refused(
                    text,
                    "give " + key + " as a quantity such as 500m, 64 or 256Gi, not (" + value + ")",
                    "the unit is mistyped.");
        }
        return amount;
    }

    private static IllegalArgumentException refused(String text, String rule, String advice) {
        return new IllegalArgumentException(
                "The nodes (" + text + ") must " + rule + "." + System.lineSeparator() + "Maybe " + advice);
    }
}
