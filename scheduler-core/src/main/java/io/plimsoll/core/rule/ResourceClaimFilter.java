package io.plimsoll.core.rule;

import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Refusal;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;

/**
 * Refuses pods that ask for devices by resource claims: what kube-scheduler's DynamicResources would decide is not known
 * here, and a node must not be promised for nothing.
 */
public final class ResourceClaimFilter implements Filter {

    /** A filter. */
    public ResourceClaimFilter() {}

    @Override
    public String name() {
        return "DynamicResources";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        return podClass.rules().resourceClaims() ? List.of(new Refusal(FilterRule.never(0))) : List.of();
    }

    /** Nothing does: what it does not know stays unknown until the pod asks otherwise. */
    @Override
    public boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        return event instanceof ClusterEvent.WaitingPodChanged;
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return "dynamic resource allocation is not modelled, and the pod has resource claims";
    }
}
