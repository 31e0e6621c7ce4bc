package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ResourceQuotaSpec;
import io.fabric8.kubernetes.api.model.ScopedResourceSelectorRequirement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which pods a quota is about. */
final class QuotaScopes {

    private QuotaScopes() {}

    /** Whether all scopes of a quota mean the pod. */
    static boolean match(ResourceQuotaSpec quota, PodSpec pod) {
        for (String scope : quota.getScopes()) {
            if (!matches(scope, "Exists", List.of(), pod)) {
                return false;
            }
        }
        if (quota.getScopeSelector() != null) {
            for (ScopedResourceSelectorRequirement one :
                    quota.getScopeSelector().getMatchExpressions()) {
                if (!matches(one.getScopeName(), one.getOperator(), one.getValues(), pod)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean matches(String scope, String operator, List<String> values, PodSpec pod) {
        return switch (scope) {
            case "Terminating" -> pod.getActiveDeadlineSeconds() != null;
            case "NotTerminating" -> pod.getActiveDeadlineSeconds() == null;
            case "BestEffort" -> isBestEffort(pod);
            case "NotBestEffort" -> !isBestEffort(pod);
            case "CrossNamespacePodAffinity" -> PodTerms.of(pod).stream().anyMatch(QuotaScopes::leavesItsNamespace);
            case "PriorityClass" -> {
                @Nullable String given = pod.getPriorityClassName();
                String name = given == null ? "" : given;
                boolean named = !name.isEmpty();
                yield switch (operator) {
                    case "In" -> named && values.contains(name);
                    case "NotIn" -> !named || !values.contains(name);
                    case "DoesNotExist" -> !named;
                    default -> named;
                };
            }
            // Of other objects.
            default -> false;
        };
    }

    private static boolean leavesItsNamespace(PodAffinityTerm term) {
        return !term.getNamespaces().isEmpty() || term.getNamespaceSelector() != null;
    }

    /** Whether no container and not the pod itself says how much CPU or memory it needs. */
    private static boolean isBestEffort(PodSpec pod) {
        return List.of("cpu", "memory").stream()
                .allMatch(name -> isNothing(pod, false, name) && isNothing(pod, true, name));
    }

    private static boolean isNothing(PodSpec pod, boolean limits, String name) {
        var amount = LimitRanges.ofPod(pod, limits).byName().get(name);
        return amount == null || amount.signum() == 0;
    }
}
