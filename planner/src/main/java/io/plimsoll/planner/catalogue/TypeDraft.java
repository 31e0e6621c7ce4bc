package io.plimsoll.planner.catalogue;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.Taint;
import io.plimsoll.kubernetes.model.NodeObjects;
import io.plimsoll.traces.notation.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A node type as some file says it, in texts; and the rules that all forms of files share. */
final class TypeDraft {

    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    static final String PODS = "pods";
    static final String EPHEMERAL_STORAGE = "ephemeral-storage";

    /** As Kubernetes has it unless told otherwise. */
    static final String USUAL_PODS = "110";

    private static final int MILLI = 1000;
    private static final int PRICE_DECIMALS = 6;
    private static final int MOST_NODES = 1_000_000;
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern LABEL_KEY =
            Pattern.compile("([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final Set<String> OWN_LABELS = Set.of(NodeType.HOST_NAME, NodeType.ZONE, NodeType.TYPE);

    /** Takes what is wrong with a field. */
    @FunctionalInterface
    interface Place {

        /** The rule continues "must", the advice "Maybe". */
        void wrong(String field, @Nullable String value, String rule, String advice);
    }

    /** A taint in texts. */
    record TaintDraft(String key, String value, String effect) {}

    @Nullable
    String name;

    @Nullable
    String price;

    @Nullable
    String least;

    @Nullable
    String most;

    @Nullable
    String gpuModel;

    final Map<String, String> capacity = new TreeMap<>();
    /** What is kept from pods, by who keeps it, then by resource. */
    final Map<String, Map<String, String>> kept = new TreeMap<>();

    final List<String> zones = new ArrayList<>();
    final Map<String, String> labels = new TreeMap<>();
    final List<TaintDraft> taints = new ArrayList<>();

    private final Place place;
    private boolean good = true;

    TypeDraft(Place place) {
        this.place = place;
    }

    /** The type; null, with everything reported, when something is wrong. */
    @Nullable
    NodeType check() {
        String checkedName = name == null ? "" : name;
        if (!NAME.matcher(checkedName).matches()) {
            wrong("name", name, "be at most 63 letters, digits, dots and dashes", "a column is missing before it.");
        }
        capacity.putIfAbsent(PODS, USUAL_PODS);
        for (String needed : List.of(CPU, MEMORY)) {
            if (!capacity.containsKey(needed)) {
                wrong(needed, null, "be given", "it stands in a column or field of another name.");
            }
        }
        SortedMap<String, Long> amounts = amounts("", capacity, 1);
        SortedMap<String, Long> usable = new TreeMap<>(amounts);
        kept.forEach((who, amount) -> amounts(who + " ", amount, 0).forEach((resource, keeps) -> {
            long left = usable.getOrDefault(resource, 0L) - keeps;
            if (left < 0) {
                wrong(
                        who + " " + resource,
                        kept.getOrDefault(who, Map.of()).get(resource),
                        "be less than the capacity",
                        "it is meant for a larger node type.");
            } else {
                usable.put(resource, left);
            }
        }));
        long priceMicros = price();
        checkZones();
        checkLabels();
        List<Taint> checkedTaints = taints();
        checkGpuModel(usable.getOrDefault(NodeObjects.DEVICES, 0L));
        int checkedLeast = (int) whole("min", least, 0, 0);
        int checkedMost = (int) whole("max", most, 1, NodeType.UNLIMITED);
        if (checkedMost < checkedLeast) {
            wrong("max", most, "be at least min, " + checkedLeast, "both were exchanged.");
        }
        if (!good) {
            return null;
        }
        return new NodeType(
                checkedName,
                resources(amounts),
                resources(usable),
                priceMicros,
                zones.isEmpty() ? List.of("") : zones,
                new TreeMap<>(labels),
                checkedTaints,
                gpuModel == null ? "" : gpuModel,
                checkedLeast,
                checkedMost);
    }

    private static Resources resources(SortedMap<String, Long> amounts) {
        SortedMap<String, Long> scalars = new TreeMap<>(amounts);
        scalars.keySet().removeAll(List.of(CPU, MEMORY, PODS, EPHEMERAL_STORAGE));
        return new Resources(
                amounts.getOrDefault(CPU, 0L),
                amounts.getOrDefault(MEMORY, 0L),
                amounts.getOrDefault(EPHEMERAL_STORAGE, 0L),
                amounts.getOrDefault(PODS, 0L),
                scalars);
    }

    private SortedMap<String, Long> amounts(String prefix, Map<String, String> texts, long least) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        texts.forEach((resource, text) -> {
            long amount = Quantity.parseResource(text, resource.equals(CPU) ? MILLI : 1);
            if (amount == Quantity.NONE) {
                wrong(prefix + resource, text, "be a quantity such as 500m, 4 or 16Gi", "the unit is mistyped.");
            } else if (amount < least) {
                wrong(prefix + resource, text, "be more than 0", "the resource should be left out.");
            } else {
                amounts.put(resource, amount);
            }
        });
        return amounts;
    }

    private long price() {
        if (price == null) {
            wrong("price", null, "be given", "0 was meant, for nodes that are paid already.");
            return 0;
        }
        try {
            BigDecimal number = new BigDecimal(price);
            if (number.signum() >= 0
                    && number.compareTo(DEAREST) <= 0
                    && number.stripTrailingZeros().scale() <= PRICE_DECIMALS) {
                return number.movePointRight(PRICE_DECIMALS).longValueExact();
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        wrong(
                "price",
                price,
                "be a number from 0 to a million with at most six decimals, per hour",
                "a currency sign or a comma stands in it.");
        return 0;
    }

    private void checkZones() {
        Set<String> seen = new HashSet<>();
        for (String zone : zones) {
            if (!LABEL_VALUE.matcher(zone).matches() || zone.isEmpty()) {
                wrong("zone", zone, "be at most 63 letters, digits, dots and dashes", "zones are parted by spaces.");
            } else if (!seen.add(zone)) {
                wrong("zone", zone, "be named once", "another one was meant.");
            }
        }
    }

    private void checkLabels() {
        labels.forEach((key, value) -> {
            if (!LABEL_KEY.matcher(key).matches()) {
                wrong("label", key, "be a key such as example.com/team", "it has a space or a second slash.");
            } else if (OWN_LABELS.contains(key)) {
                wrong("label", key, "not be one that every node gets by itself", "name or zones say it already.");
            } else if (!LABEL_VALUE.matcher(value).matches()) {
                wrong(
                        "label " + key,
                        value,
                        "have a value of at most 63 letters, digits, dots and dashes",
                        "it is an annotation.");
            }
        });
    }

    private void checkGpuModel(long gpus) {
        if (gpuModel != null && (gpus < 1 || gpus > DeviceRequest.MAX_DEVICES)) {
            wrong(
                    "gpu-model",
                    gpuModel,
                    "come with 1 to " + DeviceRequest.MAX_DEVICES + " GPUs",
                    "the number of GPUs was forgotten.");
        }
    }

    private List<Taint> taints() {
        List<Taint> checked = new ArrayList<>();
        for (TaintDraft taint : taints) {
            Taint.@Nullable Effect effect = effect(taint.effect());
            if (effect == null) {
                wrong(
                        "taint " + taint.key(),
                        taint.effect(),
                        "have the effect NoSchedule, PreferNoSchedule or NoExecute",
                        "it is misspelt.");
            } else if (!LABEL_KEY.matcher(taint.key()).matches()
                    || !LABEL_VALUE.matcher(taint.value()).matches()) {
                wrong(
                        "taint",
                        taint.key() + "=" + taint.value(),
                        "be a key and a value",
                        "KEY=VALUE:EFFECT was meant.");
            } else {
                checked.add(new Taint(taint.key(), taint.value(), effect));
            }
        }
        return checked;
    }

    static Taint.@Nullable Effect effect(String text) {
        return switch (text) {
            case "NoSchedule" -> Taint.Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Taint.Effect.NO_EXECUTE;
            default -> null;
        };
    }

    private long whole(String field, @Nullable String text, long smallest, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= smallest && number <= MOST_NODES) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        wrong(field, text, "be a whole number from " + smallest + " to " + MOST_NODES, "it should be left out.");
        return otherwise;
    }

    private void wrong(String field, @Nullable String value, String rule, String advice) {
        good = false;
        place.wrong(field, value, rule, advice);
    }
}
