package io.plimsoll.traces.generate;

import io.plimsoll.traces.json.JsonFields;
import io.plimsoll.traces.json.JsonValue;
import io.plimsoll.traces.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads distributions of times, and lifetimes. */
final class DistributionReader {

    private static final List<String> WORDS =
            List.of("constant", "uniform", "exponential", "log-normal", "pareto", "weibull", "mixture");
    private static final int MOST_PARTS = 20;
    private static final double LEAST_PARAMETER = 0.01;
    private static final double MOST_SIGMA = 10;
    private static final double MOST_ALPHA = 100;
    private static final double LEAST_SHAPE = 0.1;
    private static final double MOST_SHAPE = 20;

    private final Values values;

    DistributionReader(Values values) {
        this.values = values;
    }

    /** A distribution: a duration, which is always the same, or an object. */
    Distribution distribution(JsonValue value) {
        if (!value.is(Kind.OBJECT)) {
            return constant(value);
        }
        JsonFields fields = values.fields(value);
        return fields == null ? constant() : closed(fields);
    }

    /** A lifetime: a distribution, in whose object may also stand when pods are ended and how many ends are unknown. */
    Lifetime lifetime(JsonValue value) {
        JsonFields fields = value.is(Kind.OBJECT) ? values.fields(value) : null;
        if (fields == null) {
            return new Lifetime(constant(value), Workload.LONGEST_MILLIS, 0);
        }
        JsonValue most = fields.take("atMost");
        JsonValue unknown = fields.take("unknown");
        return new Lifetime(
                closed(fields),
                most == null ? Workload.LONGEST_MILLIS : values.duration(most, 1),
                unknown == null ? 0 : values.number(unknown, 0, 1));
    }

    private Distribution constant(JsonValue value) {
        return new Distribution.Constant(values.duration(value, 1));
    }

    private static Distribution constant() {
        return new Distribution.Constant(1);
    }

    private Distribution closed(JsonFields fields) {
        JsonValue named = fields.require("distribution");
        String word = named == null ? null : values.word(named, WORDS);
        if (word == null) {
            return constant();
        }
        Distribution distribution = ofWord(word, fields);
        fields.done();
        return distribution;
    }

    private Distribution ofWord(String word, JsonFields fields) {
        return switch (word) {
            case "uniform" -> uniform(fields);
            case "exponential" -> new Distribution.Exponential(time(fields, "mean"));
            case "log-normal" ->
                new Distribution.LogNormal(
                        time(fields, "median"), parameter(fields, "sigma", LEAST_PARAMETER, MOST_SIGMA));
            case "pareto" ->
                new Distribution.Pareto(time(fields, "least"), parameter(fields, "alpha", LEAST_PARAMETER, MOST_ALPHA));
            case "weibull" -> weibull(fields);
            case "mixture" -> mixture(fields);
            default -> new Distribution.Constant(time(fields, "value"));
        };
    }

    private Distribution uniform(JsonFields fields) {
        double least = time(fields, "least");
        JsonValue value = fields.require("most");
        double most = value == null ? least : values.duration(value, 1);
        if (value != null && most < least) {
            values.problems().value(value, "not be shorter than the least", "the two were swapped.");
        }
        return new Distribution.Uniform(least, most);
    }

    private Distribution weibull(JsonFields fields) {
        double shape = parameter(fields, "shape", LEAST_SHAPE, MOST_SHAPE);
        JsonValue scale = fields.take("scale");
        if (scale == null) {
            return Distribution.Weibull.ofMean(time(fields, "mean"), shape);
        }
        return new Distribution.Weibull(values.duration(scale, 1), shape);
    }

    private Distribution mixture(JsonFields fields) {
        JsonValue value = fields.require("parts");
        List<Distribution> parts = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (JsonValue item : value == null ? List.<JsonValue>of() : values.list(value, 1, MOST_PARTS)) {
            JsonFields part = values.fields(item);
            if (part != null) {
                JsonValue weight = part.take("weight");
                weights.add(values.weight(weight));
                parts.add(closed(part));
            }
        }
        return parts.isEmpty() ? constant() : new Distribution.Mixture(Choice.weighted(parts, weights));
    }

    private double time(JsonFields fields, String key) {
        JsonValue value = fields.require(key);
        return value == null ? 1 : values.duration(value, 1);
    }

    private double parameter(JsonFields fields, String key, double least, double most) {
        @Nullable JsonValue value = fields.require(key);
        return value == null ? 1 : values.number(value, least, most);
    }
}
