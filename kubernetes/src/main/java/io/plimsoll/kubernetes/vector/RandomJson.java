package io.plimsoll.kubernetes.vector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Random pieces of objects, as maps and lists: labels, selectors, quantities. Small vocabularies, so that they meet. */
final class RandomJson {

    static final String ZONE = "topology.kubernetes.io/zone";
    static final String REGION = "topology.kubernetes.io/region";
    static final String HOST = "kubernetes.io/hostname";
    static final List<String> TOPOLOGY_KEYS = List.of(ZONE, ZONE, HOST, REGION, "rack");
    static final List<String> NAMESPACES = List.of("default", "other", "third");

    private static final long MEBI = 1L << 20;

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** So many, mostly few: 0 up to a bound. */
    <T> List<T> some(int most, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int i = below(below(most + 1) + 1); i > 0; i--) {
            list.add(one.get());
        }
        return list;
    }

    static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    static Map<String, Object> named(String apiVersion, String kind, String name) {
        return object("apiVersion", apiVersion, "kind", kind, "metadata", object("name", name));
    }

    /** A part of an object that is a text and there. */
    static String text(Map<String, Object> object, String name) {
        return (String) Objects.requireNonNull(object.get(name), name);
    }

    /** A part of an object that is a map, made when it is not there. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> part(Map<String, Object> object, String name) {
        return (Map<String, Object>) object.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
    }

    /** A part of an object that is a list, made when it is not there. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Map<String, Object> object, String name) {
        return (List<Object>) object.computeIfAbsent(name, absent -> new ArrayList<Object>());
    }

    Map<String, Object> podLabels() {
        Map<String, Object> labels = object("app", pick("a", "b", "c"));
        if (chance(40)) {
            labels.put("tier", pick("front", "back"));
        }
        return labels;
    }

    /** A selector of pods; sometimes empty. */
    Map<String, Object> selector() {
        Map<String, Object> selector = new LinkedHashMap<>();
        if (chance(70)) {
            selector.put("matchLabels", object("app", pick("a", "b", "c")));
        }
        if (chance(35)) {
            selector.put("matchExpressions", some(2, () -> expression("tier", List.of("front", "back"), false)));
        }
        return selector;
    }

    /** A requirement on a label; with comparisons only where Kubernetes has them. */
    Map<String, Object> expression(String key, List<String> values, boolean ofNodes) {
        String operator =
                ofNodes && chance(20) ? pick("Gt", "Lt") : pick("In", "In", "NotIn", "Exists", "DoesNotExist");
        Map<String, Object> expression = object("key", key, "operator", operator);
        switch (operator) {
            case "In", "NotIn" -> expression.put("values", chosen(values));
            case "Gt", "Lt" -> {
                expression.put("key", pick("size", "size", key));
                expression.put("values", List.of(String.valueOf(below(10) - 2)));
            }
            default -> {}
        }
        return expression;
    }

    Map<String, Object> nodeExpression() {
        return switch (below(4)) {
            case 0 -> expression("disk", List.of("ssd", "hdd"), true);
            case 1 -> expression(ZONE, List.of("z1", "z2", "z3"), true);
            case 2 -> expression("rack", List.of("r1", "r2"), true);
            default -> expression("size", List.of("1", "5", "many"), true);
        };
    }

    private List<String> chosen(List<String> values) {
        TreeSet<String> chosen = new TreeSet<>();
        chosen.add(pick(values));
        if (chance(30)) {
            chosen.add(pick(values));
        }
        return List.copyOf(chosen);
    }

    /** An amount of CPU as people write it, now and then nothing or very exact. */
    String cpu() {
        return switch (below(8)) {
            case 0 -> "0";
            case 1 -> String.valueOf(1 + below(3));
            case 2 -> below(20) + "." + (1 + below(9));
            case 3 -> (1 + below(999_999)) + "u";
            default -> (1 + below(30)) * 50 + "m";
        };
    }

    /** An amount of memory as people write it, now and then nothing or very exact. */
    String memory() {
        return switch (below(8)) {
            case 0 -> "0";
            case 1 -> (1 + below(4)) + "Gi";
            case 2 -> (1 + below(4000)) + "M";
            case 3 -> below(3) + "." + (1 + below(9)) + "Gi";
            case 4 -> String.valueOf(below(2_000_000_000) + 1);
            case 5 -> (1 + below(9)) + "e8";
            default -> (1 + below(32)) * 64 + "Mi";
        };
    }

    Map<String, Object> requests() {
        Map<String, Object> requests = new LinkedHashMap<>();
        if (chance(80)) {
            requests.put("cpu", cpu());
        }
        if (chance(80)) {
            requests.put("memory", memory());
        }
        if (chance(10)) {
            requests.put("ephemeral-storage", memory());
        }
        if (chance(12)) {
            requests.put(pick("example.com/gpu", "example.com/fpga"), String.valueOf(below(3)));
        }
        if (chance(4)) {
            requests.put("hugepages-2Mi", below(4) * 2L * MEBI + "");
        }
        return requests;
    }

    Map<String, Object> taint() {
        return object(
                "key", "k" + below(20),
                "value", pick("x", "y", ""),
                "effect", pick("PreferNoSchedule", "PreferNoSchedule", "NoSchedule", "NoExecute"));
    }

    Map<String, Object> toleration() {
        Map<String, Object> toleration = new LinkedHashMap<>();
        if (chance(25)) {
            toleration.put("operator", "Exists");
            if (chance(60)) {
                toleration.put("key", "k" + below(20));
            }
        } else {
            toleration.put("key", "k" + below(20));
            toleration.put("value", pick("x", "y", ""));
            if (chance(50)) {
                toleration.put("operator", "Equal");
            }
        }
        String effect = pick("", "NoSchedule", "PreferNoSchedule", "NoExecute");
        if (!effect.isEmpty()) {
            toleration.put("effect", effect);
        }
        return toleration;
    }

    String image() {
        return pick("repo/a:v1", "repo/a", "repo/b:v2", "repo:5000/c", "repo/d@sha256:0", "e");
    }
}
