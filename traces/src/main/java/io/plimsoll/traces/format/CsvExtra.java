package io.plimsoll.traces.format;

import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.json.JsonFields;
import io.plimsoll.traces.json.JsonProblems;
import io.plimsoll.traces.json.JsonText;
import io.plimsoll.traces.json.JsonValue;
import io.plimsoll.traces.json.JsonValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the column {@code extra}: JSON with what has no column of its own; see {@link CsvExtraText}. */
final class CsvExtra {

    static final Map<String, Operator> OPERATORS = Map.of(
            "In", Operator.IN,
            "NotIn", Operator.NOT_IN,
            "Exists", Operator.EXISTS,
            "DoesNotExist", Operator.DOES_NOT_EXIST);

    private final CsvTable table;
    private final int column;

    CsvExtra(CsvTable table) {
        this.table = table;
        column = table.optionalColumn("extra");
    }

    /** The pod of the other columns with what stands here. */
    PodSpec pod(PodSpec plain) {
        return read(plain, CsvExtra::pod);
    }

    /** The node of the other columns with what stands here. */
    NodeSpec node(NodeSpec plain) {
        return read(plain, CsvExtra::node);
    }

    /** What stands here of the trace. */
    CsvHead.About about(CsvHead.About plain) {
        return read(plain, CsvExtra::about);
    }

    private <T> T read(T plain, BiFunction<JsonFields, T, T> change) {
        if (!table.isFilled(column)) {
            return plain;
        }
        Problems found = Problems.strict();
        try {
            @Nullable T changed = parse(plain, change, new JsonProblems("", found));
            if (found.count() == 0 && changed != null) {
                return changed;
            }
            InputProblem first = found.first().get(0);
            String value = first.value() == null ? "" : " (" + InputProblem.shown(first.value()) + ")";
            String owner = first.owner().isEmpty() ? "" : " of " + first.owner();
            problem("its " + first.field() + value + owner + " must " + first.rule(), first.advice());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            problem(message.lines().findFirst().orElse(message), "a value was changed by hand.");
        }
        return plain;
    }

    private <T> @Nullable T parse(T plain, BiFunction<JsonFields, T, T> change, JsonProblems problems) {
        @Nullable JsonValue document = JsonText.parse(table.text(column), problems);
        @Nullable JsonFields fields = document == null ? null : JsonFields.of(document, problems);
        if (fields == null) {
            return null;
        }
        T changed = change.apply(fields, plain);
        fields.done();
        return changed;
    }

    private void problem(String why, String advice) {
        table.problem(column, "be JSON that describes what can be: " + why, advice);
    }

    private static PodSpec pod(JsonFields fields, PodSpec plain) {
        PodSpec pod = plain;
        JsonValue nodeName = fields.take("nodeName");
        if (nodeName != null) {
            pod = pod.withNodeName(text(nodeName));
        }
        JsonValue scalars = fields.take("scalars");
        if (scalars != null) {
            pod = pod.withRequests(pod.requests().withScalars(map(scalars, CsvExtra::number)));
        }
        JsonValue labels = fields.take("labels");
        if (labels != null) {
            pod = pod.withLabels(map(labels, CsvExtra::text));
        }
        JsonValue models = fields.take("models");
        if (models != null) {
            DeviceRequest devices = pod.devices();
            pod = pod.withDevices(new DeviceRequest(
                    devices.count(), devices.milliPerDevice(), new TreeSet<>(list(models, CsvExtra::text))));
        }
        JsonValue spread = fields.take("spread");
        if (spread != null) {
            pod = pod.withSpread(list(
                    spread,
                    item -> new SpreadConstraint(
                            text(member(item, "topologyKey")),
                            whole(member(item, "maxSkew")),
                            selector(member(item, "selector")))));
        }
        JsonValue preferred = fields.take("preferred");
        if (preferred != null) {
            pod = pod.withPreferred(list(
                    preferred,
                    item -> new PreferredLabels(whole(member(item, "weight")), selector(member(item, "selector")))));
        }
        return pod;
    }

    private static NodeSpec node(JsonFields fields, NodeSpec plain) {
        NodeSpec node = plain;
        JsonValue scalars = fields.take("scalars");
        if (scalars != null) {
            node = node.withAllocatable(node.allocatable().withScalars(map(scalars, CsvExtra::number)));
        }
        JsonValue labels = fields.take("labels");
        if (labels != null) {
            node = node.withLabels(map(labels, CsvExtra::text));
        }
        JsonValue devices = fields.take("devices");
        if (devices != null) {
            node = node.withDevices(list(
                    devices, item -> new DeviceSpec(text(member(item, "model")), whole(member(item, "milli")))));
        }
        JsonValue cordoned = fields.take("cordoned");
        return cordoned == null ? node : node.withUnschedulable(truth(cordoned));
    }

    private static CsvHead.About about(JsonFields fields, CsvHead.About plain) {
        JsonValue format = fields.take("format");
        JsonValue times = fields.take("times");
        JsonValue inputs = fields.take("inputs");
        return new CsvHead.About(
                plain.name(),
                format == null ? plain.format() : text(format),
                times == null || truth(times),
                inputs == null
                        ? List.of()
                        : list(
                                inputs,
                                item -> new InputDigest(
                                        text(member(item, "file")),
                                        text(member(item, "sha256")),
                                        number(member(item, "bytes")))));
    }

    private static LabelSelector selector(JsonValue value) {
        JsonValue labels = value.members().get("matchLabels");
        JsonValue expressions = value.members().get("matchExpressions");
        return new LabelSelector(
                labels == null ? new TreeMap<>() : map(labels, CsvExtra::text),
                expressions == null ? List.of() : list(expressions, CsvExtra::requirement));
    }

    private static Requirement requirement(JsonValue value) {
        JsonValue operator = member(value, "operator");
        Operator known = OPERATORS.get(operator.text());
        if (known == null) {
            throw refused(operator, "be In, NotIn, Exists or DoesNotExist");
        }
        JsonValue values = value.members().get("values");
        return new Requirement(
                text(member(value, "key")),
                known,
                new TreeSet<>(values == null ? List.of() : list(values, CsvExtra::text)));
    }

    private static JsonValue member(JsonValue object, String key) {
        JsonValue member = object.members().get(key);
        if (member == null) {
            throw refused(object, "have a " + key);
        }
        return member;
    }

    private static String text(JsonValue value) {
        return require(value, Kind.STRING).text();
    }

    private static boolean truth(JsonValue value) {
        return require(value, Kind.BOOLEAN).text().equals("true");
    }

    private static long number(JsonValue value) {
        long number = WholeNumber.parse(require(value, Kind.NUMBER).text());
        if (number == WholeNumber.NOT_A_NUMBER) {
            throw refused(value, "be a whole number");
        }
        return number;
    }

    private static int whole(JsonValue value) {
        long number = number(value);
        if (number != (int) number) {
            throw refused(value, "be a smaller number");
        }
        return (int) number;
    }

    private static <T> List<T> list(JsonValue value, Function<JsonValue, T> each) {
        List<T> list = new ArrayList<>();
        require(value, Kind.LIST).items().forEach(item -> list.add(each.apply(item)));
        return list;
    }

    private static <T> SortedMap<String, T> map(JsonValue value, Function<JsonValue, T> each) {
        SortedMap<String, T> map = new TreeMap<>();
        require(value, Kind.OBJECT).members().forEach((key, member) -> map.put(key, each.apply(member)));
        return map;
    }

    private static JsonValue require(JsonValue value, Kind kind) {
        if (!value.is(kind)) {
            throw refused(value, "be " + kind.words());
        }
        return value;
    }

    private static IllegalArgumentException refused(JsonValue value, String rule) {
        return new IllegalArgumentException(
                "the value (" + InputProblem.shown(value.shown()) + ") of " + value.path() + " must " + rule);
    }
}
