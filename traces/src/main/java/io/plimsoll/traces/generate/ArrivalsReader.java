package io.plimsoll.traces.generate;

import io.plimsoll.traces.json.JsonFields;
import io.plimsoll.traces.json.JsonValue;
import io.plimsoll.traces.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how pods arrive: processes, shapes of a week and sizes of batches. */
final class ArrivalsReader {

    private static final List<String> PROCESSES = List.of("poisson", "markov-modulated", "bursts");
    private static final List<String> SIZES = List.of("uniform", "geometric");
    private static final int MOST_STATES = 20;
    private static final int MOST_BURSTS = 1000;

    private final Values values;
    private final long spanMillis;

    /** Reads for a trace of this span; planned bursts must lie within it. */
    ArrivalsReader(Values values, long spanMillis) {
        this.values = values;
        this.spanMillis = spanMillis;
    }

    /** A process and how it varies over the week. */
    record Arrivals(ArrivalProcess process, @Nullable WeekShape shape) {}

    Arrivals arrivals(JsonValue value) {
        Arrivals none = new Arrivals(new ArrivalProcess.Poisson(1), null);
        JsonFields fields = values.fields(value);
        if (fields == null) {
            return none;
        }
        JsonValue named = fields.require("process");
        String word = named == null ? null : values.word(named, PROCESSES);
        if (word == null) {
            return none;
        }
        ArrivalProcess process = switch (word) {
            case "markov-modulated" -> modulated(fields);
            case "bursts" -> bursts(fields);
            default -> new ArrivalProcess.Poisson(rate(fields));
        };
        JsonValue shape = process instanceof ArrivalProcess.PlannedBursts ? null : fields.take("shape");
        fields.done();
        return new Arrivals(process, shape == null ? null : shape(shape));
    }

    /** How many: a number, several of them with or without weights, or a distribution. */
    Counts counts(JsonValue value) {
        Counts one = new Counts.Uniform(1, 1);
        if (!value.is(Kind.OBJECT) || !value.members().containsKey("distribution")) {
            Choice<Integer> numbers = values.choice(value, item -> values.whole(item, 1, Counts.MOST));
            return numbers == null ? one : new Counts.Listed(numbers);
        }
        JsonFields fields = values.fields(value);
        JsonValue named = fields == null ? null : fields.require("distribution");
        String word = named == null ? null : values.word(named, SIZES);
        if (fields == null || word == null) {
            return one;
        }
        Counts counts = word.equals("geometric") ? geometric(fields) : uniform(fields);
        fields.done();
        return counts;
    }

    private Counts geometric(JsonFields fields) {
        JsonValue mean = fields.require("mean");
        return new Counts.Geometric(mean == null ? 2 : values.number(mean, 1.001, Counts.MOST));
    }

    private Counts uniform(JsonFields fields) {
        JsonValue least = fields.require("least");
        JsonValue most = fields.require("most");
        int from = least == null ? 1 : values.whole(least, 1, Counts.MOST);
        return new Counts.Uniform(from, most == null ? from : values.whole(most, from, Counts.MOST));
    }

    private ArrivalProcess modulated(JsonFields fields) {
        JsonValue value = fields.require("states");
        List<ArrivalProcess.State> states = new ArrayList<>();
        for (JsonValue item : value == null ? List.<JsonValue>of() : values.list(value, 2, MOST_STATES)) {
            JsonFields state = values.fields(item);
            if (state != null) {
                double rate = rate(state);
                JsonValue mean = state.require("mean");
                states.add(new ArrivalProcess.State(rate, mean == null ? 1 : values.duration(mean, 1)));
                state.done();
            }
        }
        return new ArrivalProcess.Modulated(states);
    }

    private ArrivalProcess bursts(JsonFields fields) {
        JsonValue at = fields.take("at");
        JsonValue size = fields.require("size");
        JsonValue within = fields.require("within");
        Counts counts = size == null ? new Counts.Uniform(1, 1) : counts(size);
        double withinMillis = within == null ? 1 : values.duration(within, 0);
        if (at == null) {
            return new ArrivalProcess.RandomBursts(rate(fields), counts, withinMillis);
        }
        List<Long> times = new ArrayList<>();
        for (JsonValue item : values.list(at, 1, MOST_BURSTS)) {
            long time = values.duration(item, 0);
            if (time >= spanMillis) {
                values.problems().value(item, "lie before the end of the span", "the span is too short.");
            }
            times.add(time);
        }
        Collections.sort(times);
        return new ArrivalProcess.PlannedBursts(times, counts, withinMillis);
    }

    private WeekShape shape(JsonValue value) {
        JsonFields fields = values.fields(value);
        List<Double> evenHours = Collections.nCopies(WeekShape.HOURS, 1.0);
        List<Double> evenDays = Collections.nCopies(WeekShape.DAYS, 1.0);
        if (fields == null) {
            return new WeekShape(evenHours, evenDays);
        }
        JsonValue hours = fields.take("hours");
        JsonValue days = fields.take("days");
        fields.done();
        List<Double> ofHours = hours == null ? null : values.weights(hours, WeekShape.HOURS, WeekShape.HOURS);
        List<Double> ofDays = days == null ? null : values.weights(days, WeekShape.DAYS, WeekShape.DAYS);
        return new WeekShape(ofHours == null ? evenHours : ofHours, ofDays == null ? evenDays : ofDays);
    }

    private double rate(JsonFields fields) {
        JsonValue value = fields.require("rate");
        return value == null ? 1 : values.rate(value);
    }
}
