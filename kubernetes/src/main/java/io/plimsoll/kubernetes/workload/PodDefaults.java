package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.plimsoll.kubernetes.input.Quantities;
import io.plimsoll.kubernetes.model.Amounts;
import io.plimsoll.kubernetes.model.PodRequests;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the API server fills in when a pod is created, as far as it matters for where the pod goes. */
final class PodDefaults {

    private static final int MILLI = 3;

    private PodDefaults() {}

    static void apply(Pod pod) {
        PodSpec spec = pod.getSpec();
        if (spec.getSchedulerName() == null || spec.getSchedulerName().isEmpty()) {
            spec.setSchedulerName("default-scheduler");
        }
        if (spec.getRestartPolicy() == null) {
            spec.setRestartPolicy("Always");
        }
        if (spec.getTerminationGracePeriodSeconds() == null) {
            spec.setTerminationGracePeriodSeconds(30L);
        }
        boolean hostNetwork = Boolean.TRUE.equals(spec.getHostNetwork());
        for (Container container : containers(spec)) {
            limitsToRequests(container);
            for (ContainerPort port : container.getPorts()) {
                port(port, hostNetwork);
            }
        }
        spec.setOverhead(rounded(spec.getOverhead()));
        podLevel(spec);
    }

    static List<Container> containers(PodSpec spec) {
        List<Container> all = new ArrayList<>(spec.getContainers());
        all.addAll(spec.getInitContainers());
        return all;
    }

    private static void port(ContainerPort port, boolean hostNetwork) {
        if (port.getProtocol() == null || port.getProtocol().isEmpty()) {
            port.setProtocol("TCP");
        }
        if (hostNetwork && (port.getHostPort() == null || port.getHostPort() == 0)) {
            port.setHostPort(port.getContainerPort());
        }
    }

    private static void limitsToRequests(Container container) {
        @Nullable ResourceRequirements resources = container.getResources();
        if (resources == null) {
            return;
        }
        Map<String, Quantity> limits = rounded(resources.getLimits());
        Map<String, Quantity> requests = rounded(resources.getRequests());
        limits.forEach(requests::putIfAbsent);
        resources.setLimits(limits);
        resources.setRequests(requests);
    }

    /** Amounts are kept in thousandths; finer ones are rounded up when they are written. */
    private static Map<String, Quantity> rounded(@Nullable Map<String, Quantity> quantities) {
        Map<String, Quantity> rounded = new LinkedHashMap<>();
        if (quantities != null) {
            quantities.forEach((name, quantity) -> {
                BigDecimal exact = Quantities.exact(quantity);
                boolean fine = exact.stripTrailingZeros().scale() > MILLI;
                rounded.put(name, fine ? new Quantity(millis(exact) + "m") : quantity);
            });
        }
        return rounded;
    }

    private static String millis(BigDecimal exact) {
        return exact.scaleByPowerOfTen(MILLI).setScale(0, RoundingMode.CEILING).toPlainString();
    }

    /** A pod limited as a whole asks for the sum of its containers, or else for its limit. */
    private static void podLevel(PodSpec spec) {
        @Nullable ResourceRequirements resources = spec.getResources();
        if (resources == null
                || resources.getLimits() == null
                || resources.getLimits().isEmpty()) {
            return;
        }
        Map<String, Quantity> requests = rounded(resources.getRequests());
        PodRequests.ofContainers(spec, false).byName().forEach((name, amount) -> {
            if (name.equals("cpu") || name.equals("memory")) {
                requests.putIfAbsent(name, new Quantity(amount.toPlainString()));
            }
        });
        resources.getLimits().forEach((name, limit) -> {
            if (Amounts.isOfPods(name)) {
                requests.putIfAbsent(name, limit);
            }
        });
        resources.setRequests(requests);
    }
}
