package io.plimsoll.traces.generate;

import io.plimsoll.core.input.DurationText;
import io.plimsoll.core.policy.NearestName;
import io.plimsoll.traces.json.JsonFields;
import io.plimsoll.traces.json.JsonProblems;
import io.plimsoll.traces.json.JsonValue;
import io.plimsoll.traces.json.JsonValue.Kind;
import io.plimsoll.traces.notation.Quantity;
import io.plimsoll.traces.notation.Rate;
import io.plimsoll.traces.notation.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the values of a description into what they mean. A value that breaks its rule is reported, and something harmless
 * returned in its place, so that reading can go on.
 */
final class Values {

    /** Stands for a text that could not be read. */
    static final String UNREADABLE = "?";

    /** A million cores: more is a quantity of memory. */
    static final long MOST_CPU_MILLI = 1_000_000_000;

    private static final double LEAST_WEIGHT = 0.001;
    private static final double MOST_WEIGHT = 1e9;
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_LIST = 1000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final String DURATION = "be a duration, such as 90s, 1h30m or 7d";
    private static final double MOST_PER_MILLI = 1000;

    private final JsonProblems problems;

    Values(JsonProblems problems) {
        this.problems = problems;
    }

    JsonProblems problems() {
        return problems;
    }

    /** The members of an object; null when it is none. */
    @Nullable
    JsonFields fields(JsonValue value) {
        return JsonFields.of(value, problems);
    }

    /** A text. */
    String text(JsonValue value) {
        if (!value.is(Kind.STRING) || value.text().isEmpty()) {
            problems.value(value, "be a text that is not empty", "quotes are missing around it.");
            return UNREADABLE;
        }
        return value.text();
    }

    /** A name that may be part of a pod's or node's name. */
    String name(JsonValue value) {
        String text = text(value);
        if (value.is(Kind.STRING)
                && !text.equals(UNREADABLE)
                && (text.length() > LONGEST_NAME || !NAME.matcher(text).matches())) {
            problems.value(
                    value,
                    "consist of at most 40 lower-case letters, digits and dashes, with no dash at its ends",
                    "there is a blank, a dot or a capital letter in it.");
        }
        return text;
    }

    /** One of some words. */
    @Nullable
    String word(JsonValue value, List<String> words) {
        if (value.is(Kind.STRING) && words.contains(value.text())) {
            return value.text();
        }
        String nearest = value.is(Kind.STRING) ? NearestName.of(value.text(), words) : null;
        problems.value(
                value,
                "be one of " + String.join(", ", words),
                nearest == null ? "it belongs to another key." : nearest + " was meant.");
        return null;
    }

    boolean flag(JsonValue value) {
        if (!value.is(Kind.BOOLEAN)) {
            problems.value(value, "be true or false", "it is in quotes.");
        }
        return value.text().equals("true");
    }

    /** A whole number. */
    int whole(JsonValue value, int least, int most) {
        double number = decimal(value);
        if (!(number >= least && number <= most) || number != Math.rint(number)) {
            problems.value(
                    value,
                    "be a whole number between " + least + " and " + most,
                    value.is(Kind.STRING) ? "the quotes are too many." : "a digit is missing or too many.");
            return least;
        }
        return (int) number;
    }

    /** A number. */
    double number(JsonValue value, double least, double most) {
        double number = decimal(value);
        if (!(number >= least && number <= most)) {
            problems.value(
                    value,
                    "be a number between " + shown(least) + " and " + shown(most),
                    value.is(Kind.STRING) ? "the quotes are too many." : "it was meant in another unit.");
            return Math.max(least, Math.min(1, most));
        }
        return number;
    }

    /** The weight of a part; 1 when it is not given. */
    double weight(@Nullable JsonValue value) {
        return value == null ? 1 : number(value, LEAST_WEIGHT, MOST_WEIGHT);
    }

    /** A duration in milliseconds. */
    long duration(JsonValue value, long leastMillis) {
        long millis = value.is(Kind.STRING) ? DurationText.millis(value.text()) : DurationText.NONE;
        if (millis == TimeText.NONE) {
            problems.value(
                    value,
                    DURATION,
                    value.is(Kind.NUMBER) ? "its unit is missing." : "its units are not ms, s, m, h, d, w.");
            return Calendar.DAY;
        }
        if (millis < leastMillis || millis > Workload.LONGEST_MILLIS) {
            problems.value(value, "be between " + leastMillis + "ms and 36525d", "it was meant in another unit.");
            return Calendar.DAY;
        }
        return millis;
    }

    /** A rate per millisecond, above 0. */
    double rate(JsonValue value) {
        double rate = value.is(Kind.STRING) ? Rate.perMilli(value.text()) : Rate.NONE;
        if (rate < 0) {
            problems.value(
                    value,
                    "be a rate, such as 120/h or 0.5/s",
                    value.is(Kind.NUMBER) ? "its unit of time is missing." : "its unit of time is not s, m, h, d, w.");
            return 1;
        }
        if (rate == 0 || rate > MOST_PER_MILLI) {
            problems.value(value, "be above 0/s and at most 1000000/s", "it was meant in another unit of time.");
            return 1;
        }
        return rate;
    }

    /** A quantity in Kubernetes notation times a scale. */
    long quantity(JsonValue value, int scale, long least, long most) {
        boolean written = value.is(Kind.STRING) || value.is(Kind.NUMBER);
        long quantity = written ? Quantity.parse(value.text(), scale) : Quantity.NONE;
        if (quantity == Quantity.NONE) {
            problems.value(
                    value,
                    "be a quantity in Kubernetes notation, such as 500m, 4 or 16Gi",
                    "its suffix is not one of n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei.");
            return least;
        }
        if (quantity < least || quantity > most) {
            problems.value(
                    value,
                    "be between " + shown(least, scale) + " and " + shown(most, scale),
                    "its suffix makes it larger or smaller than it was meant.");
            return least;
        }
        return quantity;
    }

    /** The items of a list. */
    List<JsonValue> list(JsonValue value, int least, int most) {
        if (!value.is(Kind.LIST)) {
            problems.value(value, "be a list", "brackets are missing around it.");
            return List.of();
        }
        int size = value.items().size();
        if (size < least || size > most) {
            String rule = least == most ? "have " + least + " items" : "have " + least + " to " + most + " items";
            problems.value(value, rule + ", not " + size, "one was left out or is too many.");
            return List.of();
        }
        return value.items();
    }

    /** Numbers of which none is negative and at least one positive. */
    @Nullable
    List<Double> weights(JsonValue value, int least, int most) {
        List<Double> weights = new ArrayList<>();
        double sum = 0;
        for (JsonValue item : list(value, least, most)) {
            double weight = number(item, 0, MOST_WEIGHT);
            weights.add(weight);
            sum += weight;
        }
        if (weights.isEmpty()) {
            return null;
        }
        if (sum == 0) {
            problems.value(value, "have a number above 0", "it should be left out.");
            return null;
        }
        return weights;
    }

    /** One value, a list of several, or an object that says how often each occurs. */
    <T> @Nullable Choice<T> choice(JsonValue value, Function<JsonValue, T> item) {
        if (value.is(Kind.LIST)) {
            List<T> values = items(value, item);
            return values.isEmpty() ? null : Choice.evenly(values);
        }
        if (!value.is(Kind.OBJECT)) {
            return Choice.of(item.apply(value));
        }
        JsonFields fields = fields(value);
        if (fields == null) {
            return null;
        }
        JsonValue given = fields.require("values");
        JsonValue weighted = fields.require("weights");
        fields.done();
        List<T> values = given == null ? List.of() : items(given, item);
        if (weighted == null || values.isEmpty()) {
            return null;
        }
        List<Double> weights = weights(weighted, values.size(), values.size());
        return weights == null ? null : Choice.weighted(values, weights);
    }

    private <T> List<T> items(JsonValue value, Function<JsonValue, T> item) {
        List<T> values = new ArrayList<>();
        for (JsonValue one : list(value, 1, LONGEST_LIST)) {
            values.add(item.apply(one));
        }
        return values;
    }

    private static double decimal(JsonValue value) {
        return value.is(Kind.NUMBER) ? Double.parseDouble(value.text()) : Double.NaN;
    }

    private static String shown(long quantity, int scale) {
        return quantity % scale == 0 ? Long.toString(quantity / scale) : quantity + "m";
    }

    private static String shown(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
