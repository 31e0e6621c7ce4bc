package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.model.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of namespaces, as far as they count pods and what pods ask for. What is used at first is what the quota's status
 * says, or what the pods that are there use if that is more.
 */
final class Quotas {

    /** Amounts that every container must name where a quota has them. */
    private static final Set<String> NAMED_BY_ALL =
            Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

    private static final Set<String> WITHOUT_PREFIX = Set.of("cpu", "memory", "ephemeral-storage");
    private static final String REQUESTS = "requests.";
    private static final String LIMITS = "limits.";

    private static final class Quota {
        final ResourceQuota object;
        final Map<String, BigDecimal> hard;
        final Map<String, BigDecimal> used = new HashMap<>();

        Quota(ResourceQuota object) {
            this.object = object;
            this.hard = new TreeMap<>(Amounts.of(object.getSpec().getHard()).byName());
        }

        void charge(Map<String, BigDecimal> usage) {
            usage.forEach((name, amount) -> used.merge(name, amount, BigDecimal::add));
        }
    }

    private final Map<String, List<Quota>> byNamespace = new HashMap<>();

    Quotas(Manifests objects) {
        for (ResourceQuota quota : objects.all(ResourceQuota.class)) {
            if (quota.getSpec() != null && quota.getSpec().getHard() != null) {
                byNamespace
                        .computeIfAbsent(quota.getMetadata().getNamespace(), namespace -> new ArrayList<>())
                        .add(new Quota(quota));
            }
        }
        for (Pod pod : byNamespace.isEmpty() ? List.<Pod>of() : objects.pods()) {
            if (pod.getMetadata().getUid() != null
                    && !Existing.isIn(pod, "Succeeded")
                    && !Existing.isIn(pod, "Failed")) {
                matching(pod).forEach(quota -> quota.charge(usage(pod.getSpec())));
            }
        }
        byNamespace
                .values()
                .forEach(quotas -> quotas.forEach(quota -> {
                    if (quota.object.getStatus() != null) {
                        Amounts.of(quota.object.getStatus().getUsed())
                                .byName()
                                .forEach((name, amount) -> quota.used.merge(name, amount, BigDecimal::max));
                    }
                }));
    }

    /** Counts an admitted pod; or says, in the words of the API server, which quota has no room for it, and counts nothing. */
    @Nullable
    String take(Pod pod) {
        List<Quota> matching = matching(pod);
        if (matching.isEmpty()) {
            return null;
        }
        Map<String, BigDecimal> usage = usage(pod.getSpec());
        for (Quota quota : matching) {
            String name = quota.object.getMetadata().getName();
            for (String amount : quota.hard.keySet()) {
                @Nullable Container without = NAMED_BY_ALL.contains(amount) ? without(pod.getSpec(), amount) : null;
                if (without != null) {
                    return "failed quota: %s: must specify %s for: %s".formatted(name, amount, without.getName());
                }
            }
            for (Map.Entry<String, BigDecimal> hard : quota.hard.entrySet()) {
                BigDecimal more = usage.getOrDefault(hard.getKey(), BigDecimal.ZERO);
                BigDecimal used = quota.used.getOrDefault(hard.getKey(), BigDecimal.ZERO);
                if (more.signum() > 0 && used.add(more).compareTo(hard.getValue()) > 0) {
                    return "exceeded quota: %s, requested: %s, used: %s, limited: %s"
                            .formatted(name, shown(hard, more), shown(hard, used), shown(hard, hard.getValue()));
                }
            }
        }
        matching.forEach(quota -> quota.charge(usage));
        return null;
    }

    private List<Quota> matching(Pod pod) {
        List<Quota> matching = new ArrayList<>();
        for (Quota quota : byNamespace.getOrDefault(pod.getMetadata().getNamespace(), List.of())) {
            if (QuotaScopes.match(quota.object.getSpec(), pod.getSpec())) {
                matching.add(quota);
            }
        }
        return matching;
    }

    private static SortedMap<String, BigDecimal> usage(PodSpec spec) {
        SortedMap<String, BigDecimal> usage = new TreeMap<>();
        usage.put("pods", BigDecimal.ONE);
        usage.put("count/pods", BigDecimal.ONE);
        Map<String, BigDecimal> overhead = Amounts.of(spec.getOverhead()).byName();
        Map<String, BigDecimal> requests = LimitRanges.ofPod(spec, false).byName();
        overhead.forEach((name, amount) -> requests.merge(name, amount, BigDecimal::add));
        requests.forEach((name, amount) -> {
            usage.put(REQUESTS + name, amount);
            if (WITHOUT_PREFIX.contains(name) || name.startsWith("hugepages-")) {
                usage.put(name, amount);
            }
        });
        LimitRanges.ofPod(spec, true).byName().forEach((name, amount) -> {
            if (WITHOUT_PREFIX.contains(name)) {
                // Overhead is added to limits that there are.
                usage.put(LIMITS + name, amount.add(overhead.getOrDefault(name, BigDecimal.ZERO)));
            }
        });
        return usage;
    }

    /** A container for which neither it nor the pod says how much of an amount it needs; null when all say. */
    private static @Nullable Container without(PodSpec spec, String amount) {
        boolean limit = amount.startsWith(LIMITS);
        String name = amount.substring(amount.indexOf('.') + 1);
        if (says(spec.getResources(), limit, name)) {
            return null;
        }
        for (Container container : PodDefaults.containers(spec)) {
            if (!says(container.getResources(), limit, name)) {
                return container;
            }
        }
        return null;
    }

    private static boolean says(@Nullable ResourceRequirements resources, boolean limit, String name) {
        return resources != null
                && Amounts.of(limit ? resources.getLimits() : resources.getRequests())
                        .byName()
                        .containsKey(name);
    }

    private static String shown(Map.Entry<String, BigDecimal> hard, BigDecimal amount) {
        return hard.getKey() + "=" + amount.stripTrailingZeros().toPlainString();
    }
}
