package io.plimsoll.planner.headroom;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.NearestName;
import io.plimsoll.kubernetes.model.NodeObjects;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.traces.notation.Quantity;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pod that asks for resources only, as people write it: {@code cpu=2,memory=4Gi,gpu=1}. Keys are {@code cpu}, {@code memory},
 * {@code ephemeral-storage}, {@code gpu} (a part of one, or whole ones) with {@code gpu-model}, and names of extended
 * resources, which have a slash in them.
 */
public final class PodText {

    private static final List<String> KEYS = List.of("cpu", "memory", "ephemeral-storage", "gpu", "gpu-model");

    private static final int MILLI = 1000;

    private final String text;

    private PodText(String text) {
        this.text = text;
    }

    /**
     * The pod of a text.
     *
     * @param cluster in which it is to run: {@code gpu} means devices of its nodes where they have some, otherwise an extended
     *     resource
     * @throws IllegalArgumentException when the text cannot be understood; in two lines
     */
    public static PodSpec parse(String text, PlanCluster cluster) {
        boolean devices =
                cluster.nodes().stream().anyMatch(node -> !node.devices().isEmpty());
        return new PodText(text).parse(devices);
    }

    /**
     * The amounts of a text that may have no devices.
     *
     * @throws IllegalArgumentException when the text cannot be understood; in two lines
     */
    public static Resources resources(String text) {
        return new PodText(text).parse(false).requests();
    }

    private PodSpec parse(boolean devices) {
        long cpu = 0;
        long memory = 0;
        long storage = 0;
        long gpuMilli = 0;
        Set<String> models = Set.of();
        TreeMap<String, Long> scalars = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int sign = part.indexOf('=');
            String key = sign < 0 ? part.strip() : part.substring(0, sign).strip();
            String value = sign < 0 ? "" : part.substring(sign + 1).strip();
            switch (key) {
                case "cpu" -> cpu = amount(key, value, MILLI);
                case "memory" -> memory = amount(key, value, 1);
                case "ephemeral-storage" -> storage = amount(key, value, 1);
                case "gpu" -> gpuMilli = amount(key, value, MILLI);
                case "gpu-model" -> models = Set.copyOf(Arrays.asList(value.split("\\|")));
                default -> {
                    if (key.indexOf('/') < 0) {
                        throw unknown(key);
                    }
                    scalars.put(key, amount(key, value, 1));
                }
            }
        }
        boolean share = gpuMilli < MILLI;
        if (gpuMilli > 0 && (gpuMilli % MILLI != 0) && (!share || !devices)) {
            throw problem(
                    "gpu",
                    Quantity.ofMilli(gpuMilli),
                    "must be a whole number" + (devices ? " or below 1" : ""),
                    "Maybe the nodes of this cluster do not share their GPUs.");
        }
        if (gpuMilli > 0 && !devices) {
            scalars.merge(NodeObjects.DEVICES, gpuMilli / MILLI, Long::sum);
        }
        DeviceRequest asked = DeviceRequest.NONE;
        if (gpuMilli > 0 && devices) {
            asked = share ? DeviceRequest.share((int) gpuMilli, models) : DeviceRequest.whole(whole(gpuMilli), models);
        }
        return PodSpec.named("pod")
                .withRequests(new Resources(cpu, memory, storage, 1, scalars))
                .withDevices(asked);
    }

    private int whole(long gpuMilli) {
        long whole = gpuMilli / MILLI;
        if (whole > DeviceRequest.MAX_DEVICES) {
            throw problem(
                    "gpu",
                    Long.toString(whole),
                    "must be at most " + DeviceRequest.MAX_DEVICES,
                    "Maybe several pods were meant: 3xgpu=8 is a set with three of them.");
        }
        return (int) whole;
    }

    private long amount(String key, String value, int scale) {
        long amount = Quantity.parseResource(value, scale);
        if (amount == Quantity.NONE) {
            throw problem(key, value, "must be a quantity such as 500m, 2 or 4Gi", "Maybe a unit is mistyped.");
        }
        return amount;
    }

    private IllegalArgumentException unknown(String key) {
        @Nullable String near = NearestName.of(key, KEYS);
        return new IllegalArgumentException(
                "The resource (%s) of pod (%s) must be one of %s, or have a slash in its name.%n"
                                .formatted(key, text, String.join(", ", KEYS))
                        + "Maybe " + (near == null ? "a file was meant that is not there." : near + " was meant."));
    }

    private IllegalArgumentException problem(String key, String value, String rule, String advice) {
        return new IllegalArgumentException(
                "The amount (%s) of %s of pod (%s) %s.%n%s".formatted(value, key, text, rule, advice));
    }
}
