package io.plimsoll.core.remedy;

import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that a pod demands or wishes in a term of its own, each as the change that drops it. */
final class TermSearch {

    private TermSearch() {}

    /** The demands, any of which may keep the pod from a node, and the taints that some node has and the pod does not tolerate. */
    static List<PodChange> demands(Cluster cluster, PodSpec pod) {
        List<PodChange> changes = new ArrayList<>();
        PodRules rules = pod.rules();
        if (pod.nodeName() != null) {
            changes.add(new PodChange.WithoutNodeName(pod.nodeName()));
        }
        if (!pod.devices().models().isEmpty()) {
            changes.add(PodChange.anyModel(pod.devices()));
        }
        for (Taint taint : taints(cluster.nodes(), rules)) {
            changes.add(new PodChange.Tolerated(taint));
        }
        rules.nodeAffinity()
                .nodeSelector()
                .forEach((key, value) -> changes.add(new PodChange.WithoutNodeLabel(key, value)));
        List<NodeSelectorTerm> terms = rules.nodeAffinity().required();
        for (int term = 0; terms != null && term < terms.size(); term++) {
            for (Requirement requirement : terms.get(term).expressions()) {
                changes.add(new PodChange.WithoutRequirement(term, requirement));
            }
            for (Requirement requirement : terms.get(term).fields()) {
                changes.add(new PodChange.WithoutRequirement(term, requirement));
            }
        }
        for (HostPort port : rules.hostPorts()) {
            changes.add(new PodChange.WithoutHostPort(port));
        }
        for (PodVolume volume : rules.volumes()) {
            changes.add(new PodChange.WithoutVolume(volume));
        }
        for (SpreadConstraint constraint : pod.spread()) {
            if (constraint.must()) {
                changes.add(new PodChange.WithoutSpread(constraint));
            }
        }
        PodAffinity affinity = rules.podAffinity();
        affinity.required().forEach(term -> changes.add(new PodChange.WithoutAffinity(term)));
        affinity.requiredAnti().forEach(term -> changes.add(new PodChange.WithoutAntiAffinity(term)));
        return distinct(changes);
    }

    /** The wishes, and the tolerations, without which it would not go where it goes. */
    static List<PodChange> wishes(PodSpec pod) {
        List<PodChange> changes = new ArrayList<>();
        for (WeightedNodeTerm wish : pod.rules().nodeAffinity().preferred()) {
            changes.add(new PodChange.WithoutNodePreference(wish));
        }
        for (SpreadConstraint constraint : pod.spread()) {
            if (!constraint.must()) {
                changes.add(new PodChange.WithoutSpread(constraint));
            }
        }
        PodAffinity affinity = pod.rules().podAffinity();
        affinity.preferred().forEach(wish -> changes.add(new PodChange.WithoutPodPreference(wish, true)));
        affinity.preferredAnti().forEach(wish -> changes.add(new PodChange.WithoutPodPreference(wish, false)));
        for (Toleration toleration : pod.rules().tolerations()) {
            changes.add(new PodChange.WithoutToleration(toleration));
        }
        return distinct(changes);
    }

    private static Set<Taint> taints(NodeTable nodes, PodRules rules) {
        Set<Taint> taints = new LinkedHashSet<>();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                for (Taint taint : nodes.spec(node).taints()) {
                    if (taint.forbids() && !rules.tolerates(taint)) {
                        taints.add(taint);
                    }
                }
            }
        }
        return taints;
    }

    private static <T> List<T> distinct(Collection<T> all) {
        return List.copyOf(new LinkedHashSet<>(all));
    }
}
