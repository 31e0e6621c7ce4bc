package io.plimsoll.traces.generate;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.NearestName;
import io.plimsoll.traces.json.JsonFields;
import io.plimsoll.traces.json.JsonValue;
import io.plimsoll.traces.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads fleets of nodes and what makes them fail. */
final class NodesReader {

    private static final int MOST_NODES = 1_000_000;
    private static final int MOST_ZONES = 1000;
    private static final int PODS_BY_DEFAULT = 110;
    private static final int MOST_PODS = 1_000_000;

    private final Values values;
    private final DistributionReader distributions;

    NodesReader(Values values) {
        this.values = values;
        this.distributions = new DistributionReader(values);
    }

    /** A fleet; null when it is beyond use. */
    @Nullable
    Fleet fleet(JsonValue value) {
        JsonFields fields = values.fields(value);
        if (fields == null) {
            return null;
        }
        JsonValue name = fields.require("name");
        JsonValue count = fields.require("count");
        JsonValue cpu = fields.require("cpu");
        JsonValue memory = fields.require("memory");
        JsonValue pods = fields.take("pods");
        List<DeviceSpec> devices = devices(fields);
        JsonValue zones = fields.take("zones");
        JsonValue rack = fields.take("nodesPerRack");
        JsonValue labels = fields.take("labels");
        fields.done();
        Resources allocatable = Resources.allocatable(
                cpu == null ? 0 : values.quantity(cpu, 1000, 1, Values.MOST_CPU_MILLI),
                memory == null ? 0 : values.quantity(memory, 1, 1, Resources.MAX_QUANTITY),
                pods == null ? PODS_BY_DEFAULT : values.whole(pods, 1, MOST_PODS));
        SortedMap<String, String> labelled = new TreeMap<>();
        if (labels != null && values.fields(labels) != null) {
            labels.members().forEach((key, text) -> labelled.put(key, values.text(text)));
        }
        List<String> zoneNames = new ArrayList<>();
        for (JsonValue zone : zones == null ? List.<JsonValue>of() : values.list(zones, 1, MOST_ZONES)) {
            zoneNames.add(values.name(zone));
        }
        return new Fleet(
                new NodeSpec(
                        name == null ? Values.UNREADABLE : values.name(name), allocatable, labelled, devices, false),
                count == null ? 1 : values.whole(count, 1, MOST_NODES),
                zoneNames,
                rack == null ? 0 : values.whole(rack, 1, MOST_NODES));
    }

    private List<DeviceSpec> devices(JsonFields fields) {
        JsonValue gpus = fields.take("gpus");
        int count = gpus == null ? 0 : values.whole(gpus, 0, DeviceRequest.MAX_DEVICES);
        JsonValue model = count > 0 ? fields.require("gpuModel") : fields.take("gpuModel");
        if (gpus == null && model != null) {
            values.problems().missing(fields.object(), "gpus", "it was left out: a gpuModel alone makes no GPU.");
            count = 1;
        }
        return Collections.nCopies(count, DeviceSpec.whole(model == null ? Values.UNREADABLE : values.text(model)));
    }

    /** What makes nodes of these fleets fail; null when it is beyond use. */
    @Nullable
    FailureCause failure(JsonValue value, List<Fleet> all) {
        JsonFields fields = values.fields(value);
        if (fields == null) {
            return null;
        }
        JsonValue name = fields.require("name");
        JsonValue of = fields.require("of");
        JsonValue up = fields.require("timeToFailure");
        JsonValue down = fields.require("timeToRepair");
        JsonValue only = fields.take("fleets");
        fields.done();
        List<Fleet> struck = only == null ? all : struck(only, all);
        String word = of == null ? null : values.word(of, List.of("node", "rack", "zone"));
        if (word != null && of != null) {
            requirePlaces(of, word, struck);
        }
        List<String> names = new ArrayList<>();
        for (Fleet fleet : only == null ? List.<Fleet>of() : struck) {
            names.add(fleet.name());
        }
        String named = name == null ? Values.UNREADABLE : values.name(name);
        Distribution timeToFailure = up == null ? null : distributions.distribution(up);
        Distribution timeToRepair = down == null ? null : distributions.distribution(down);
        if (word == null || timeToFailure == null || timeToRepair == null) {
            return null;
        }
        FailureCause.Unit unit = FailureCause.Unit.valueOf(word.toUpperCase(Locale.ROOT));
        return new FailureCause(named, unit, names, timeToFailure, timeToRepair);
    }

    private List<Fleet> struck(JsonValue value, List<Fleet> all) {
        List<String> known = new ArrayList<>();
        all.forEach(fleet -> known.add(fleet.name()));
        List<Fleet> struck = new ArrayList<>();
        for (JsonValue item : values.list(value, 1, MOST_ZONES)) {
            int found = known.indexOf(item.text());
            if (found >= 0 && item.is(Kind.STRING)) {
                struck.add(all.get(found));
            } else {
                String nearest = NearestName.of(item.text(), known);
                values.problems()
                        .value(
                                item,
                                "be the name of a fleet: " + String.join(", ", known),
                                nearest == null ? "the fleet is still to be described." : nearest + " was meant.");
            }
        }
        return struck;
    }

    private void requirePlaces(JsonValue of, String unit, List<Fleet> struck) {
        for (Fleet fleet : struck) {
            boolean rackless = unit.equals("rack") && fleet.nodesPerRack() == 0;
            if (rackless || (unit.equals("zone") && fleet.zones().isEmpty())) {
                values.problems()
                        .value(
                                of,
                                "be node, as fleet " + fleet.name() + " has no " + unit + "s",
                                (rackless ? "nodesPerRack" : "zones")
                                        + " is missing there, or fleets is missing here.");
            }
        }
    }
}
