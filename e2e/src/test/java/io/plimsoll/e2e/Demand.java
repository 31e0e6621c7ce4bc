package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pod takes of its node, by name: its place, what its containers request or, while they are resized, have if that is more, its
 * ports of the node, and thousandths of each GPU that its annotation names. Arithmetic of the tests' own.
 */
final class Demand {

    static final String MILLI = "alibabacloud.com/gpu-milli";
    static final String COUNT = "alibabacloud.com/gpu-count";
    static final String INDEX = "alibabacloud.com/gpu-index";
    static final BigDecimal WHOLE = BigDecimal.valueOf(1_000);

    private static final String PORT = "port ";
    private static final String GPU = "gpu ";

    private Demand() {}

    static Map<String, BigDecimal> of(Pod pod) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        sums.put("pods", BigDecimal.ONE);
        for (Container container : pod.getSpec().getContainers()) {
            requests(pod, container).forEach((name, amount) -> sums.merge(name, amount, BigDecimal::add));
            for (ContainerPort port : container.getPorts()) {
                if (port.getHostPort() != null) {
                    sums.merge(PORT + port.getProtocol() + " " + port.getHostPort(), BigDecimal.ONE, BigDecimal::add);
                }
            }
        }
        gpus(pod, sums);
        return sums;
    }

    /** How much of something a node has that says these amounts. */
    static BigDecimal capacity(Map<String, BigDecimal> allocatable, String name) {
        if (name.startsWith(PORT)) {
            return BigDecimal.ONE;
        }
        if (name.startsWith(GPU)) {
            BigDecimal index = new BigDecimal(name.substring(GPU.length()));
            BigDecimal count = allocatable.getOrDefault(COUNT, BigDecimal.ZERO);
            return index.signum() >= 0 && index.compareTo(count) < 0 ? WHOLE : BigDecimal.ZERO;
        }
        return allocatable.getOrDefault(name, BigDecimal.ZERO);
    }

    static Map<String, BigDecimal> exact(Map<String, Quantity> quantities) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        quantities.forEach((name, amount) -> amounts.put(name, Quantity.getAmountInBytes(amount)));
        return amounts;
    }

    private static Map<String, BigDecimal> requests(Pod pod, Container container) {
        Map<String, BigDecimal> wanted = exact(container.getResources().getRequests());
        for (ContainerStatus status : pod.getStatus().getContainerStatuses()) {
            if (status.getName().equals(container.getName()) && status.getResources() != null) {
                Map<String, BigDecimal> has = exact(status.getResources().getRequests());
                boolean refused = pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("PodResizePending")
                                && "Infeasible".equals(condition.getReason()));
                if (refused) {
                    return has;
                }
                has.forEach((name, amount) -> wanted.merge(name, amount, BigDecimal::max));
            }
        }
        return wanted;
    }

    /** One that says no devices takes GPU -1, which no node has. */
    private static void gpus(Pod pod, Map<String, BigDecimal> sums) {
        BigDecimal milli = sums.getOrDefault(MILLI, BigDecimal.ZERO);
        BigDecimal count = sums.getOrDefault(COUNT, BigDecimal.ZERO);
        sums.remove(MILLI);
        sums.remove(COUNT);
        if (milli.signum() == 0 && count.signum() == 0) {
            return;
        }
        String[] indexes =
                pod.getMetadata().getAnnotations().getOrDefault(INDEX, "").split("-", -1);
        BigDecimal wanted = count.max(BigDecimal.ONE);
        boolean all = !indexes[0].isEmpty() && wanted.compareTo(BigDecimal.valueOf(indexes.length)) == 0;
        for (String index : all ? indexes : new String[] {"-1"}) {
            sums.merge(GPU + index, milli.signum() == 0 ? WHOLE : milli, BigDecimal::add);
        }
    }
}
