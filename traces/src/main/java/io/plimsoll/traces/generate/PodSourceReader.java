package io.plimsoll.traces.generate;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.policy.NearestName;
import io.plimsoll.traces.json.JsonFields;
import io.plimsoll.traces.json.JsonValue;
import io.plimsoll.traces.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads where pods come from and what they ask. */
final class PodSourceReader {

    private static final int MOST_CLASSES = 1000;
    private static final int MOST_OWNERS = 1_000_000;
    private static final int MOST_SKEW = 10;
    private static final String APP_LABEL = "app";
    private static final List<String> QUANTITIES = List.of("cpu", "memory", "gpu", "lifetime");

    private final Values values;
    private final ArrivalsReader arrivals;
    private final DistributionReader distributions;
    private final Set<String> gpuModels;

    /** Reads pods for nodes with these models of GPUs. */
    PodSourceReader(Values values, ArrivalsReader arrivals, Collection<String> gpuModels) {
        this.values = values;
        this.arrivals = arrivals;
        this.distributions = new DistributionReader(values);
        this.gpuModels = new TreeSet<>(gpuModels);
    }

    /** What the classes of a source inherit. */
    private record Inherited(@Nullable Lifetime lifetime, Choice<Integer> priority) {}

    /** A source; null when it is beyond use. */
    @Nullable
    PodSource source(JsonValue value) {
        JsonFields fields = values.fields(value);
        if (fields == null) {
            return null;
        }
        JsonValue name = fields.require("name");
        JsonValue arriving = fields.require("arrivals");
        JsonValue classes = fields.require("classes");
        JsonValue namespace = fields.take("namespace");
        JsonValue batch = fields.take("batch");
        JsonValue owners = fields.take("owners");
        Inherited inherited = new Inherited(lifetime(fields), priority(fields, Choice.of(0)));
        JsonValue spread = fields.take("spread");
        fields.done();
        String named = name == null ? Values.UNREADABLE : values.name(name);
        PodSpec template = PodSpec.named(named)
                .withNamespace(namespace == null ? "default" : values.name(namespace))
                .withLabels(Map.of(APP_LABEL, named))
                .withSpread(spread == null ? List.of() : spread(spread, named));
        Choice<SourceClass> mix = classes == null ? null : classes(classes, inherited);
        Counts size = batch == null ? new Counts.Uniform(1, 1) : arrivals.counts(batch);
        Owners owned = owners == null ? new Owners.Nobody() : owners(owners);
        if (arriving == null || mix == null) {
            return null;
        }
        ArrivalsReader.Arrivals process = arrivals.arrivals(arriving);
        return new PodSource(template, process.process(), process.shape(), size, mix, owned);
    }

    private List<SpreadConstraint> spread(JsonValue value, String app) {
        List<SpreadConstraint> spread = new ArrayList<>();
        if (values.fields(value) != null) {
            LabelSelector own = LabelSelector.of(Map.of(APP_LABEL, app));
            value.members()
                    .forEach((key, skew) -> spread.add(new SpreadConstraint(key, values.whole(skew, 1, 1000), own)));
        }
        return spread;
    }

    private Owners owners(JsonValue value) {
        if (value.is(Kind.STRING)) {
            values.word(value, List.of("each-arrival"));
            return new Owners.PerArrival();
        }
        JsonFields fields = values.fields(value);
        if (fields == null) {
            return new Owners.Nobody();
        }
        JsonValue count = fields.require("count");
        JsonValue skew = fields.take("skew");
        JsonValue unavailable = fields.take("maxUnavailable");
        fields.done();
        return Owners.Shared.of(
                count == null ? 1 : values.whole(count, 1, MOST_OWNERS),
                skew == null ? 0 : values.number(skew, 0, MOST_SKEW),
                unavailable == null ? null : (Integer) values.whole(unavailable, 0, 1_000_000));
    }

    private @Nullable Choice<SourceClass> classes(JsonValue value, Inherited inherited) {
        List<SourceClass> classes = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (JsonValue item : values.list(value, 1, MOST_CLASSES)) {
            JsonFields fields = values.fields(item);
            if (fields != null) {
                JsonValue weight = fields.take("weight");
                weights.add(values.weight(weight));
                classes.add(podClass(fields, inherited));
            }
        }
        return classes.isEmpty() ? null : Choice.weighted(classes, weights);
    }

    private SourceClass podClass(JsonFields fields, Inherited inherited) {
        Choice<Long> cpu = quantities(fields, "cpu", 1000, Values.MOST_CPU_MILLI);
        Choice<Long> memory = quantities(fields, "memory", 1, Resources.MAX_QUANTITY);
        JsonValue gpu = fields.take("gpu");
        JsonValue models = fields.take("gpuModels");
        Set<String> accepted = models == null ? Set.of() : models(models);
        Choice<DeviceRequest> devices = gpu == null ? null : values.choice(gpu, item -> devices(item, accepted));
        Lifetime own = lifetime(fields);
        Lifetime lifetime = own == null ? inherited.lifetime() : own;
        if (lifetime == null) {
            values.problems().missing(fields.object(), "lifetime", "it was left out here and in the source.");
            lifetime = new Lifetime(new Distribution.Constant(1), 1, 0);
        }
        Choice<Integer> priority = priority(fields, inherited.priority());
        JsonValue correlation = fields.take("correlation");
        fields.done();
        return new SourceClass(
                cpu,
                memory,
                devices == null ? Choice.of(DeviceRequest.NONE) : devices,
                correlation == null ? null : coupling(correlation),
                lifetime,
                priority);
    }

    private @Nullable Lifetime lifetime(JsonFields fields) {
        JsonValue value = fields.take("lifetime");
        return value == null ? null : distributions.lifetime(value);
    }

    private Choice<Long> quantities(JsonFields fields, String key, int scale, long most) {
        JsonValue value = fields.require(key);
        Choice<Long> quantities =
                value == null ? null : values.choice(value, item -> values.quantity(item, scale, 0, most));
        return quantities == null ? Choice.of(0L) : quantities;
    }

    private Choice<Integer> priority(JsonFields fields, Choice<Integer> byDefault) {
        JsonValue value = fields.take("priority");
        Choice<Integer> priority =
                value == null ? null : values.choice(value, item -> values.whole(item, -1_000_000_000, 1_000_000_000));
        return priority == null ? byDefault : priority;
    }

    private DeviceRequest devices(JsonValue value, Set<String> models) {
        int most = DeviceRequest.MAX_DEVICES * DeviceSpec.WHOLE;
        int milli = (int) values.quantity(value, DeviceSpec.WHOLE, 0, most);
        if (milli > DeviceSpec.WHOLE && milli % DeviceSpec.WHOLE != 0) {
            values.problems().value(value, "be a part of one GPU or a whole number of them", "it should be rounded.");
            return DeviceRequest.NONE;
        }
        return milli < DeviceSpec.WHOLE && milli > 0
                ? DeviceRequest.share(milli, models)
                : DeviceRequest.whole(milli / DeviceSpec.WHOLE, models);
    }

    private Set<String> models(JsonValue value) {
        Set<String> models = new TreeSet<>();
        for (JsonValue item : values.list(value, 1, MOST_CLASSES)) {
            String model = values.text(item);
            if (item.is(Kind.STRING) && !gpuModels.contains(model) && !gpuModels.contains(Values.UNREADABLE)) {
                String nearest = NearestName.of(model, gpuModels);
                values.problems()
                        .value(
                                item,
                                "be the gpuModel of a fleet: "
                                        + (gpuModels.isEmpty() ? "none has one" : String.join(", ", gpuModels)),
                                nearest == null ? "that fleet is still to be described." : nearest + " was meant.");
            }
            models.add(model);
        }
        return models;
    }

    private @Nullable Coupling coupling(JsonValue value) {
        JsonFields fields = values.fields(value);
        if (fields == null) {
            return null;
        }
        double[][] matrix = new double[SourceClass.QUANTITIES][SourceClass.QUANTITIES];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] = 1;
            for (int j = i + 1; j < matrix.length; j++) {
                JsonValue pair = fields.take(QUANTITIES.get(i) + "-" + QUANTITIES.get(j));
                matrix[i][j] = pair == null ? 0 : values.number(pair, -1, 1);
                matrix[j][i] = matrix[i][j];
            }
        }
        fields.done();
        Coupling coupling = Coupling.of(matrix);
        if (coupling == null) {
            values.problems()
                    .value(
                            value,
                            "hold correlations that are possible together",
                            "two quantities that go with a third one should go with each other; 0.99 is possible, 1 is "
                                    + "not.");
        }
        return coupling;
    }
}
