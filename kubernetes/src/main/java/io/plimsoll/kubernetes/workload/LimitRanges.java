package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeItem;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.Quantities;
import io.plimsoll.kubernetes.model.Amounts;
import io.plimsoll.kubernetes.model.PodRequests;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Admission by the limit ranges of a namespace: defaults for containers, then least, most and ratio. */
final class LimitRanges {

    private final Map<String, List<LimitRangeItem>> byNamespace = new HashMap<>();

    LimitRanges(Manifests objects) {
        for (LimitRange range : objects.all(LimitRange.class)) {
            if (range.getSpec() != null) {
                byNamespace
                        .computeIfAbsent(range.getMetadata().getNamespace(), namespace -> new ArrayList<>())
                        .addAll(range.getSpec().getLimits());
            }
        }
    }

    /** Gives containers what the ranges of their namespace say by default. */
    void setDefaults(String namespace, PodSpec spec) {
        for (LimitRangeItem item : items(namespace, "Container")) {
            Map<String, Quantity> limits = new LinkedHashMap<>(given(item.getDefault()));
            given(item.getMax()).forEach(limits::putIfAbsent);
            Map<String, Quantity> requests = new LinkedHashMap<>(given(item.getDefaultRequest()));
            limits.forEach(requests::putIfAbsent);
            given(item.getMin()).forEach(requests::putIfAbsent);
            for (Container container : PodDefaults.containers(spec)) {
                setDefaults(container, requests, limits);
            }
        }
    }

    private static void setDefaults(Container container, Map<String, Quantity> requests, Map<String, Quantity> limits) {
        @Nullable ResourceRequirements resources = container.getResources();
        if (resources == null) {
            resources = new ResourceRequirements();
            container.setResources(resources);
        }
        Map<String, Quantity> allRequests = new LinkedHashMap<>(given(resources.getRequests()));
        requests.forEach(allRequests::putIfAbsent);
        resources.setRequests(allRequests);
        Map<String, Quantity> allLimits = new LinkedHashMap<>(given(resources.getLimits()));
        limits.forEach(allLimits::putIfAbsent);
        resources.setLimits(allLimits);
    }

    /** Checks containers and the pod as a whole. */
    void check(String namespace, PodSpec spec) throws RejectedException {
        for (LimitRangeItem item : items(namespace, "Container")) {
            for (Container container : PodDefaults.containers(spec)) {
                @Nullable ResourceRequirements resources = container.getResources();
                check(
                        item,
                        "container " + container.getName(),
                        Amounts.of(resources == null ? null : resources.getRequests()),
                        Amounts.of(resources == null ? null : resources.getLimits()));
            }
        }
        for (LimitRangeItem item : items(namespace, "Pod")) {
            check(item, "pod", ofPod(spec, false), ofPod(spec, true));
        }
    }

    /** What containers request together, or are limited to, or what the pod itself says in their place. */
    static Amounts ofPod(PodSpec spec, boolean limits) {
        Amounts amounts = PodRequests.ofContainers(spec, limits);
        @Nullable ResourceRequirements own = spec.getResources();
        if (own != null) {
            Amounts.of(limits ? own.getLimits() : own.getRequests()).byName().forEach((name, amount) -> {
                if (Amounts.isOfPods(name)) {
                    amounts.byName().put(name, amount);
                }
            });
        }
        return amounts;
    }

    private List<LimitRangeItem> items(String namespace, String type) {
        return byNamespace.getOrDefault(namespace, List.of()).stream()
                .filter(item -> type.equals(item.getType()))
                .toList();
    }

    private static Map<String, Quantity> given(@Nullable Map<String, Quantity> quantities) {
        return quantities == null ? Map.of() : quantities;
    }

    private static void check(LimitRangeItem item, String what, Amounts requests, Amounts limits)
            throws RejectedException {
        for (Map.Entry<String, Quantity> least : new TreeMap<>(given(item.getMin())).entrySet()) {
            String name = least.getKey();
            BigDecimal bound = Quantities.exact(least.getValue());
            @Nullable BigDecimal request = requests.byName().get(name);
            @Nullable BigDecimal limit = limits.byName().get(name);
            if (request == null || request.compareTo(bound) < 0 || (limit != null && limit.compareTo(bound) < 0)) {
                throw new RejectedException("a LimitRange wants at least %s of %s for the %s, which asks for %s"
                        .formatted(least.getValue(), name, what, shown(request)));
            }
        }
        for (Map.Entry<String, Quantity> most : new TreeMap<>(given(item.getMax())).entrySet()) {
            String name = most.getKey();
            BigDecimal bound = Quantities.exact(most.getValue());
            @Nullable BigDecimal request = requests.byName().get(name);
            @Nullable BigDecimal limit = limits.byName().get(name);
            if (limit == null || limit.compareTo(bound) > 0 || (request != null && request.compareTo(bound) > 0)) {
                throw new RejectedException("a LimitRange allows at most %s of %s for the %s, which is limited to %s"
                        .formatted(most.getValue(), name, what, shown(limit)));
            }
        }
        for (Map.Entry<String, Quantity> ratio : new TreeMap<>(given(item.getMaxLimitRequestRatio())).entrySet()) {
            String name = ratio.getKey();
            @Nullable BigDecimal request = requests.byName().get(name);
            @Nullable BigDecimal limit = limits.byName().get(name);
            BigDecimal bound = Quantities.exact(ratio.getValue());
            if (request == null
                    || request.signum() == 0
                    || limit == null
                    || limit.signum() == 0
                    || limit.compareTo(request.multiply(bound)) > 0) {
                throw new RejectedException(
                        "a LimitRange allows a limit of %s of at most %s times the request for the %s, which asks for %s and is limited to %s"
                                .formatted(name, ratio.getValue(), what, shown(request), shown(limit)));
            }
        }
    }

    private static String shown(@Nullable BigDecimal amount) {
        return amount == null ? "nothing" : amount.stripTrailingZeros().toPlainString();
    }
}
