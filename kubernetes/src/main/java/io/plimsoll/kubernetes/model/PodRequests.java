package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.ScoredRequests;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a pod as a whole requests: its containers and sidecars together, or the init container that needs most with the
 * sidecars started before it, whichever is more; of CPU, memory and huge pages what the pod itself says; and the overhead
 * of its runtime. A request that is missing is the limit. A pod that is being resized counts as the most of what it
 * wants, has and was given.
 */
public final class PodRequests {

    private static final Amounts USUAL = new Amounts();

    static {
        USUAL.put(Amounts.CPU, BigDecimal.valueOf(ScoredRequests.CPU_MILLI).scaleByPowerOfTen(-3));
        USUAL.put(Amounts.MEMORY, BigDecimal.valueOf(ScoredRequests.MEMORY_BYTES));
    }

    private final Pod pod;
    private final Amounts ofPod;
    private final Amounts overhead;
    private final Map<String, ContainerStatus> statuses = new HashMap<>();
    private final boolean infeasible;

    /** The requests of a pod. */
    public PodRequests(Pod pod) {
        this.pod = pod;
        this.overhead = Amounts.of(pod.getSpec().getOverhead());
        if (pod.getStatus() != null) {
            pod.getStatus().getContainerStatuses().forEach(status -> statuses.put(status.getName(), status));
            pod.getStatus().getInitContainerStatuses().forEach(status -> statuses.put(status.getName(), status));
        }
        this.infeasible = resizeIsInfeasible(pod);
        this.ofPod = ofPod(pod.getSpec().getResources());
    }

    /** What the pod needs to be placed. */
    public Resources wanted() {
        return whole(false, true, null).resources();
    }

    /** What the pod takes of the node it is on. */
    public Resources held() {
        return whole(true, true, null).resources();
    }

    /** What the pod counts as where fullness is scored. A pod that is to be placed counts as its containers do. */
    public ScoredRequests scored() {
        Amounts missing = USUAL.copy();
        if (!ofPod.byName().isEmpty()) {
            Amounts known = whole(true, true, null);
            missing.byName().keySet().removeIf(known::has);
        }
        Amounts held = whole(true, true, missing);
        return new ScoredRequests(whole(false, false, USUAL).resources(), held.cpuMilli(), held.memoryBytes());
    }

    private Amounts whole(boolean byStatus, boolean asPod, @Nullable Amounts missing) {
        Amounts total = containers(byStatus, missing);
        if (asPod) {
            ofPod.byName().forEach(total::put);
        }
        total.add(overhead);
        return total;
    }

    private Amounts containers(boolean byStatus, @Nullable Amounts missing) {
        return aggregate(pod.getSpec(), (container, sidecar) -> request(container, byStatus && sidecar, missing));
    }

    /** What the containers of a pod request together, or are limited to, whatever the pod itself says. */
    public static Amounts ofContainers(PodSpec spec, boolean limits) {
        return aggregate(
                spec,
                (container, sidecar) -> limits ? limits(container.getResources()) : request(container.getResources()));
    }

    /** What all containers need together; {@code of} is told whether a container runs as long as the pod. */
    private static Amounts aggregate(PodSpec spec, BiFunction<Container, Boolean, Amounts> of) {
        Amounts total = new Amounts();
        for (Container container : spec.getContainers()) {
            total.add(of.apply(container, true));
        }
        Amounts sidecars = new Amounts();
        Amounts most = new Amounts();
        for (Container container : spec.getInitContainers()) {
            boolean sidecar = isSidecar(container);
            Amounts amounts = of.apply(container, sidecar);
            if (sidecar) {
                total.add(amounts);
                sidecars.add(amounts);
                most.raiseTo(sidecars);
            } else {
                amounts.add(sidecars);
                most.raiseTo(amounts);
            }
        }
        total.raiseTo(most);
        return total;
    }

    private Amounts request(Container container, boolean byStatus, @Nullable Amounts missing) {
        Amounts request = request(container.getResources());
        @Nullable ContainerStatus status = byStatus ? statuses.get(container.getName()) : null;
        if (status != null && status.getResources() != null) {
            Amounts given = Amounts.of(status.getResources().getRequests());
            given.raiseTo(Amounts.of(status.getAllocatedResources()));
            if (!infeasible) {
                given.raiseTo(request);
            }
            request = given;
        }
        return missing == null ? request : request.withMissing(missing);
    }

    private static Amounts request(@Nullable ResourceRequirements resources) {
        return resources == null
                ? new Amounts()
                : Amounts.of(resources.getRequests()).withMissing(Amounts.of(resources.getLimits()));
    }

    /** What the pod itself says it requests, with what the API server adds where it says anything. */
    private Amounts ofPod(@Nullable ResourceRequirements resources) {
        Amounts known = new Amounts();
        if (resources == null) {
            return known;
        }
        Amounts requests = Amounts.of(resources.getRequests());
        Amounts limits = Amounts.of(resources.getLimits());
        if (!requests.byName().isEmpty() || !limits.byName().isEmpty()) {
            Amounts ofContainers = ofContainers(pod.getSpec(), true);
            ofContainers.byName().keySet().removeIf(name -> !Amounts.isHugePages(name) || requests.has(name));
            limits.withMissing(ofContainers);
        }
        if (!limits.byName().isEmpty()) {
            Amounts ofContainers = containers(false, null);
            ofContainers.byName().keySet().removeIf(name -> !name.equals(Amounts.CPU) && !name.equals(Amounts.MEMORY));
            requests.withMissing(ofContainers).withMissing(limits);
        }
        requests.byName().forEach((name, amount) -> {
            if (Amounts.isOfPods(name)) {
                known.put(name, amount);
            }
        });
        return known;
    }

    private static Amounts limits(@Nullable ResourceRequirements resources) {
        return Amounts.of(resources == null ? null : resources.getLimits());
    }

    static boolean isSidecar(Container initContainer) {
        return "Always".equals(initContainer.getRestartPolicy());
    }

    private static boolean resizeIsInfeasible(Pod pod) {
        List<PodCondition> conditions =
                pod.getStatus() == null ? List.of() : pod.getStatus().getConditions();
        for (PodCondition condition : conditions) {
            if (condition.getType().equals("PodResizePending")) {
                return "Infeasible".equals(condition.getReason());
            }
        }
        return false;
    }
}
