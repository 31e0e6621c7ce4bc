package io.plimsoll.core.rule;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.rule.SpreadDefaults.Spread;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which events could help a pod that is to be spread: the queueing hints of kube-scheduler's PodTopologySpread. */
final class SpreadHints {

    private SpreadHints() {}

    /**
     * Whether an event could help.
     *
     * @param namespace of the pod that waits
     * @param all its constraints that must hold
     */
    static boolean mayHelp(ClusterEvent event, String namespace, List<Spread> all) {
        if (event instanceof ClusterEvent.PodBound bound) {
            return bound.pod().namespace().equals(namespace) && anyMeans(all, bound.pod());
        } else if (event instanceof ClusterEvent.PodGone gone) {
            return gone.wasOnNode() && gone.pod().namespace().equals(namespace) && anyMeans(all, gone.pod());
        } else if (event instanceof ClusterEvent.PodChanged changed) {
            return changed.after().namespace().equals(namespace) && recounts(all, changed.before(), changed.after());
        } else if (event instanceof ClusterEvent.WaitingPodChanged changed) {
            return (anyHonorsTaints(all) && changed.tolerationsChanged())
                    || recounts(all, changed.before(), changed.after());
        } else if (event instanceof ClusterEvent.NodeAdded added) {
            return hasAll(all, added.node());
        } else if (event instanceof ClusterEvent.NodeGone gone) {
            return hasAll(all, gone.node());
        } else if (event instanceof ClusterEvent.NodeChanged changed) {
            return regroups(all, changed.before(), changed.after());
        }
        return event instanceof ClusterEvent.ObjectsChanged;
    }

    private static boolean anyMeans(List<Spread> all, PodSpec pod) {
        boolean any = false;
        for (Spread spread : all) {
            any |= spread.constraint().selector().matches(pod.labels());
        }
        return any;
    }

    /** Whether a constraint means the pod as it is and did not before, or the other way round. */
    private static boolean recounts(List<Spread> all, PodSpec before, PodSpec after) {
        boolean any = false;
        for (Spread spread : all) {
            any |= spread.constraint().selector().matches(before.labels())
                    != spread.constraint().selector().matches(after.labels());
        }
        return any;
    }

    private static boolean anyHonorsTaints(List<Spread> all) {
        boolean any = false;
        for (Spread spread : all) {
            any |= spread.constraint().honorsTaints();
        }
        return any;
    }

    private static boolean regroups(List<Spread> all, NodeSpec before, NodeSpec after) {
        if (hasAll(all, before) != hasAll(all, after)) {
            return true;
        }
        return hasAll(all, after)
                && (!before.taints().equals(after.taints()) || isElsewhere(all, before.labels(), after.labels()));
    }

    private static boolean isElsewhere(
            List<Spread> all, SortedMap<String, String> before, SortedMap<String, String> after) {
        boolean any = false;
        for (Spread spread : all) {
            String label = spread.constraint().topologyKey();
            @Nullable String value = after.get(label);
            any |= value == null || !value.equals(before.get(label));
        }
        return any;
    }

    private static boolean hasAll(List<Spread> all, NodeSpec node) {
        boolean has = true;
        for (Spread spread : all) {
            has &= node.labels().containsKey(spread.constraint().topologyKey());
        }
        return has;
    }
}
