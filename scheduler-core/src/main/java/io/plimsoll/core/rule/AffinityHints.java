package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.ClusterEvent;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which events could help a pod that wants to be near or away from others: the queueing hints of kube-scheduler's
 * InterPodAffinity. They know nothing of the labels of namespaces, and nothing of the terms of other pods.
 */
final class AffinityHints {

    private AffinityHints() {}

    static boolean mayHelp(ClusterEvent event, PodAffinity affinity) {
        List<PodAffinityTerm> near = affinity.required();
        List<PodAffinityTerm> away = affinity.requiredAnti();
        if (event instanceof ClusterEvent.PodBound bound) {
            return allMean(near, bound.pod());
        } else if (event instanceof ClusterEvent.PodGone gone) {
            return gone.wasOnNode() && allMean(away, gone.pod());
        } else if (event instanceof ClusterEvent.PodChanged changed) {
            PodSpec before = changed.before();
            PodSpec after = changed.after();
            return !before.labels().equals(after.labels())
                    && ((!allMean(near, before) && allMean(near, after))
                            || (allMean(away, before) && !allMean(away, after)));
        } else if (event instanceof ClusterEvent.NodeAdded added) {
            boolean has = !away.isEmpty();
            for (PodAffinityTerm term : near) {
                has |= added.node().labels().containsKey(term.topologyKey());
            }
            return has;
        } else if (event instanceof ClusterEvent.NodeChanged changed) {
            return comesNear(
                    near, away, changed.before().labels(), changed.after().labels());
        }
        return false;
    }

    private static boolean comesNear(
            List<PodAffinityTerm> near,
            List<PodAffinityTerm> away,
            SortedMap<String, String> before,
            SortedMap<String, String> after) {
        boolean helps = false;
        for (PodAffinityTerm term : near) {
            @Nullable String now = after.get(term.topologyKey());
            helps |= now != null && !now.equals(before.get(term.topologyKey()));
        }
        for (PodAffinityTerm term : away) {
            @Nullable String then = before.get(term.topologyKey());
            helps |= then != null && !then.equals(after.get(term.topologyKey()));
        }
        return helps;
    }

    private static boolean allMean(List<PodAffinityTerm> terms, PodSpec pod) {
        boolean all = !terms.isEmpty();
        for (PodAffinityTerm term : terms) {
            all &= term.pods().matches(pod.namespace(), Map.of(), pod.labels());
        }
        return all;
    }
}
