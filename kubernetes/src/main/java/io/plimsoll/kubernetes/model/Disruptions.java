package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.state.PodTable;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What preemption reads of Kubernetes objects: budgets, and since when pods run and why they end. */
public final class Disruptions {

    private static final String DEFAULT_NAMESPACE = "default";

    private Disruptions() {}

    /** The disruption budgets among some objects, with what their status says. One without status allows no disruption. */
    public static List<DisruptionBudget> budgets(Collection<? extends HasMetadata> objects) {
        List<DisruptionBudget> budgets = new ArrayList<>();
        for (HasMetadata object : objects) {
            if (object instanceof PodDisruptionBudget budget) {
                budgets.add(budget(budget));
            }
        }
        return budgets;
    }

    private static DisruptionBudget budget(PodDisruptionBudget budget) {
        @Nullable String namespace = budget.getMetadata().getNamespace();
        @Nullable
        LabelSelector selector = budget.getSpec() == null
                ? null
                : Selectors.labels(budget.getSpec().getSelector());
        var status = budget.getStatus();
        @Nullable Integer allowed = status == null ? null : status.getDisruptionsAllowed();
        return new DisruptionBudget(
                namespace == null || namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace,
                budget.getMetadata().getName(),
                selector == null ? LabelSelector.NOTHING : selector,
                allowed == null ? 0 : allowed,
                status == null
                        ? new TreeSet<>()
                        : new TreeSet<>(
                                NodeConverter.orEmpty(status.getDisruptedPods()).keySet()));
    }

    /** When a pod started, in milliseconds since 1970, or {@link PodTable#NOT_STARTED}. */
    public static long startMillis(Pod pod) {
        @Nullable
        String start = pod.getStatus() == null ? null : pod.getStatus().getStartTime();
        if (start == null) {
            return PodTable.NOT_STARTED;
        }
        try {
            return OffsetDateTime.parse(start).toInstant().toEpochMilli();
        } catch (DateTimeException notATime) {
            return PodTable.NOT_STARTED;
        }
    }

    /** The name of the node that a pod is nominated for; empty for none. */
    public static String nominatedNode(Pod pod) {
        return pod.getStatus() == null
                ? ""
                : NodeConverter.orEmpty(pod.getStatus().getNominatedNodeName());
    }

    /** Whether a pod is being deleted because the scheduler preempted it. */
    static boolean isPreempted(Pod pod) {
        if (pod.getMetadata().getDeletionTimestamp() == null || pod.getStatus() == null) {
            return false;
        }
        for (PodCondition condition : pod.getStatus().getConditions()) {
            if ("DisruptionTarget".equals(condition.getType())) {
                return "True".equals(condition.getStatus()) && "PreemptionByScheduler".equals(condition.getReason());
            }
        }
        return false;
    }
}
