package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.plimsoll.kubernetes.input.Quantities;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pod takes from a node: per resource the larger of all containers and sidecars together, and any init container
 * with the sidecars before it; what the pod as a whole asks for instead, where it does; and the overhead of its
 * runtime. Added up exactly and rounded up once, as kube-scheduler v1.34 does with its default feature gates.
 */
public final class EffectiveRequests {

    /** What a container that asks for no CPU counts when nodes are scored. */
    private static final BigDecimal CPU = new BigDecimal("0.1");

    /** What a container that asks for no memory counts when nodes are scored. */
    private static final BigDecimal MEMORY = BigDecimal.valueOf(200L << 20);

    private EffectiveRequests() {}

    /**
     * What a pod asks for that is to be placed: its specification counts. Scored amounts count a container without CPU
     * or memory as if it asked for a little, whatever the pod as a whole asks for; the latter then replaces the sum.
     */
    public static Requests asked(Pod pod) {
        Amounts scored = total(pod, true, CPU, MEMORY);
        return requests(total(pod, false, null, null), scored);
    }

    /**
     * What a pod holds that has a node: while its containers are resized in place, the larger of what is asked and
     * what is given; only the latter once the resize was refused for good.
     */
    public static Requests held(Pod pod) {
        Amounts plain = total(pod, true, null, null);
        boolean podLevel = isPodLevel(pod);
        @Nullable BigDecimal cpu = podLevel && plain.has("cpu") ? null : CPU;
        @Nullable BigDecimal memory = podLevel && plain.has("memory") ? null : MEMORY;
        return requests(plain, total(pod, true, cpu, memory));
    }

    private static Requests requests(Amounts plain, Amounts scored) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        plain.byName().forEach((name, amount) -> {
            if (ResourceNames.isAsked(name)) {
                amounts.put(name, Quantities.ofResource(name, amount));
            }
        });
        return new Requests(Collections.unmodifiableSortedMap(amounts), units(scored, "cpu"), units(scored, "memory"));
    }

    private static long units(Amounts amounts, String name) {
        @Nullable BigDecimal amount = amounts.get(name);
        return amount == null ? 0 : Quantities.ofResource(name, amount);
    }

    private static boolean isPodLevel(Pod pod) {
        @Nullable ResourceRequirements resources = pod.getSpec().getResources();
        return resources != null
                && resources.getRequests() != null
                && resources.getRequests().keySet().stream().anyMatch(ResourceNames::isPodLevel);
    }

    private static Amounts total(
            Pod pod, boolean withStatus, @Nullable BigDecimal leastCpu, @Nullable BigDecimal leastMemory) {
        Map<String, ContainerStatus> statuses = withStatus ? statuses(pod) : Map.of();
        Amounts total = ofContainers(pod.getSpec(), container -> {
            Amounts own = own(pod, container, statuses);
            if (leastCpu != null) {
                own.orElse("cpu", leastCpu);
            }
            if (leastMemory != null) {
                own.orElse("memory", leastMemory);
            }
            return own;
        });
        return withPodLevel(total, pod.getSpec(), false)
                .add(Amounts.of(pod.getSpec().getOverhead()));
    }

    /** What the containers of a pod ask for together, or are limited to, by the specification alone. */
    static Amounts ofContainers(PodSpec spec, boolean limits) {
        return ofContainers(spec, container -> amounts(container.getResources(), limits));
    }

    /** Replaces sums by what the pod as a whole asks for, or is limited to. */
    static Amounts withPodLevel(Amounts total, PodSpec spec, boolean limits) {
        amounts(spec.getResources(), limits).byName().forEach((name, amount) -> {
            if (ResourceNames.isPodLevel(name)) {
                total.put(name, amount);
            }
        });
        return total;
    }

    private interface Own {
        Amounts of(Container container);
    }

    private static Amounts ofContainers(PodSpec spec, Own own) {
        Amounts running = new Amounts();
        for (Container container : list(spec.getContainers())) {
            running.add(own.of(container));
        }
        Amounts sidecars = new Amounts();
        Amounts starting = new Amounts();
        for (Container container : list(spec.getInitContainers())) {
            Amounts of = own.of(container);
            if (isSidecar(container)) {
                running.add(of);
                sidecars.add(of);
                starting.max(sidecars);
            } else {
                starting.max(of.copy().add(sidecars));
            }
        }
        return running.max(starting);
    }

    private static <T> List<T> list(@Nullable List<T> items) {
        return items == null ? List.of() : items;
    }

    private static Amounts amounts(@Nullable ResourceRequirements resources, boolean limits) {
        if (resources == null) {
            return new Amounts();
        }
        return Amounts.of(limits ? resources.getLimits() : resources.getRequests());
    }

    private static boolean isSidecar(Container container) {
        return "Always".equals(container.getRestartPolicy());
    }

    private static Amounts own(Pod pod, Container container, Map<String, ContainerStatus> statuses) {
        Amounts asked = amounts(container.getResources(), false);
        @Nullable ContainerStatus status = statuses.get(container.getName());
        if (status == null || status.getResources() == null) {
            return asked;
        }
        @Nullable Map<String, Quantity> allocated = status.getAllocatedResources();
        Amounts given = amounts(status.getResources(), false).max(Amounts.of(allocated));
        return isResizeRefused(pod) ? given : asked.max(given);
    }

    private static boolean isResizeRefused(Pod pod) {
        for (PodCondition condition : list(pod.getStatus().getConditions())) {
            if ("PodResizePending".equals(condition.getType())) {
                return "Infeasible".equals(condition.getReason());
            }
        }
        return false;
    }

    /** The statuses of containers that run for good, by name; those of sidecars win. */
    private static Map<String, ContainerStatus> statuses(Pod pod) {
        if (pod.getStatus() == null) {
            return Map.of();
        }
        Map<String, ContainerStatus> statuses = new HashMap<>();
        for (ContainerStatus status : list(pod.getStatus().getContainerStatuses())) {
            statuses.put(status.getName(), status);
        }
        for (ContainerStatus status : list(pod.getStatus().getInitContainerStatuses())) {
            statuses.put(status.getName(), status);
        }
        for (Container container : list(pod.getSpec().getInitContainers())) {
            if (!isSidecar(container)) {
                statuses.remove(container.getName());
            }
        }
        return statuses;
    }
}
