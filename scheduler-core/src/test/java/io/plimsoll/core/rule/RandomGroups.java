package io.plimsoll.core.rule;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.OwnerReference;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SelectingObject;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.model.WeightedPodTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Random nodes, pods and objects that have much to do with each other. */
final class RandomGroups {

    private static final List<String> KEYS = List.of("zone", "rack", GroupOracle.HOST, "topology.kubernetes.io/zone");
    private static final List<String> NAMESPACES = List.of("default", "one", "two");

    private final Random random;

    RandomGroups(Random random) {
        this.random = random;
    }

    NodeSpec node(String name) {
        Map<String, String> labels = new TreeMap<>();
        put(labels, "zone", "z" + random.nextInt(3));
        put(labels, "topology.kubernetes.io/zone", "z" + random.nextInt(3));
        put(labels, "rack", "r" + random.nextInt(4));
        put(labels, GroupOracle.HOST, name);
        put(labels, "disk", random.nextBoolean() ? "ssd" : "hdd");
        List<Taint> taints = some(
                2,
                () -> new Taint(
                        "t" + random.nextInt(2),
                        "",
                        random.nextInt(3) == 0 ? Taint.Effect.PREFER_NO_SCHEDULE : Taint.Effect.NO_SCHEDULE));
        return NodeSpec.of(name, Resources.allocatable(1000, 1000, 6 + random.nextInt(6)))
                .withLabels(labels)
                .withTaints(random.nextBoolean() ? List.of() : taints);
    }

    PodSpec pod() {
        PodRules rules = PodRules.NONE
                .withTerminating(random.nextInt(10) == 0)
                .withController(
                        random.nextInt(3) > 0
                                ? null
                                : new OwnerReference(
                                        random.nextBoolean() ? "ReplicaSet" : "StatefulSet", "w" + random.nextInt(3)))
                .withTolerations(some(1, () -> new Toleration("t" + random.nextInt(2), true, "", null)))
                .withNodeAffinity(nodeAffinity());
        if (random.nextInt(3) > 0) {
            rules = rules.withPodAffinity(new PodAffinity(
                    random.nextInt(4) == 0 ? some(2, this::term) : List.of(),
                    random.nextInt(4) == 0 ? some(2, this::term) : List.of(),
                    some(2, this::wish),
                    some(2, this::wish)));
        }
        return PodSpec.named("pod")
                .withNamespace(namespace())
                .withLabels(labels())
                .withSpread(random.nextBoolean() ? List.of() : some(3, this::constraint))
                .withRules(rules);
    }

    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        put(labels, "app", "a" + random.nextInt(3));
        put(labels, "tier", "t" + random.nextInt(2));
        return labels;
    }

    ClusterObjects objects() {
        SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>();
        for (String namespace : NAMESPACES) {
            if (random.nextInt(4) > 0) {
                namespaces.put(namespace, new TreeMap<>(labels()));
            }
        }
        List<SelectingObject> selectors = some(
                3,
                () -> new SelectingObject(
                        SelectingObject.SERVICE,
                        namespace(),
                        "s" + random.nextInt(9),
                        LabelSelector.of(Map.of("app", "a1"))));
        for (String namespace : NAMESPACES) {
            for (int i = 0; i < 3; i++) {
                if (random.nextBoolean()) {
                    String kind = random.nextBoolean() ? "ReplicaSet" : "StatefulSet";
                    selectors.add(new SelectingObject(kind, namespace, "w" + i, selector()));
                }
            }
        }
        return ClusterObjects.NONE.withNamespaces(namespaces).withSelectors(selectors);
    }

    SpreadDefaults defaults() {
        return switch (random.nextInt(3)) {
            case 0 -> SpreadDefaults.SYSTEM;
            case 1 -> SpreadDefaults.NONE;
            default -> new SpreadDefaults(some(3, this::constraint), false);
        };
    }

    private SpreadConstraint constraint() {
        return new SpreadConstraint(
                KEYS.get(random.nextInt(KEYS.size())),
                1 + random.nextInt(3),
                selector(),
                random.nextInt(3) == 0,
                random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1,
                random.nextBoolean(),
                random.nextBoolean());
    }

    private WeightedPodTerm wish() {
        return new WeightedPodTerm(1 + random.nextInt(100), term());
    }

    private PodAffinityTerm term() {
        LabelSelector ofNamespaces = random.nextBoolean() ? LabelSelector.NOTHING : selector();
        PodSelector pods = new PodSelector(selector(), new TreeSet<>(some(2, this::namespace)), ofNamespaces);
        return new PodAffinityTerm(KEYS.get(random.nextInt(KEYS.size())), pods);
    }

    private LabelSelector selector() {
        return switch (random.nextInt(8)) {
            case 0 -> LabelSelector.of(Map.of());
            case 1 -> LabelSelector.NOTHING;
            case 2 -> requirement("tier", Operator.EXISTS, Set.of());
            case 3 -> requirement("tier", Operator.DOES_NOT_EXIST, Set.of());
            case 4 -> requirement("app", Operator.NOT_IN, Set.of("a0"));
            case 5 -> requirement("app", Operator.IN, Set.of("a0", "a2"));
            default -> LabelSelector.of(Map.of("app", "a" + random.nextInt(3)));
        };
    }

    private static LabelSelector requirement(String key, Operator operator, Set<String> values) {
        return new LabelSelector(new TreeMap<>(), List.of(Requirement.of(key, operator, values)));
    }

    private NodeAffinity nodeAffinity() {
        return switch (random.nextInt(6)) {
            case 0 -> new NodeAffinity(new TreeMap<>(Map.of("disk", "ssd")), null, List.of());
            case 1 -> {
                Requirement zone = Requirement.of("zone", Operator.IN, Set.of("z0", "z1"));
                yield new NodeAffinity(
                        new TreeMap<>(), List.of(new NodeSelectorTerm(List.of(zone), List.of())), List.of());
            }
            default -> NodeAffinity.ANY;
        };
    }

    private String namespace() {
        return NAMESPACES.get(random.nextInt(NAMESPACES.size()));
    }

    private void put(Map<String, String> labels, String key, String value) {
        if (random.nextInt(6) > 0) {
            labels.put(key, value);
        }
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        List<T> some = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(one.get());
        }
        return some;
    }
}
