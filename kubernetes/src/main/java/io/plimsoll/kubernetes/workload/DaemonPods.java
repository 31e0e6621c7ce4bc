package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.plimsoll.kubernetes.input.GeneratedNames;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pod for every node that it fits: of DaemonSets. */
final class DaemonPods {

    private static final int HASH_LETTERS = 10;

    private final PodFactory pods;
    private final Existing existing;
    private final List<Node> nodes;
    private final Manifests.Builder made;

    DaemonPods(PodFactory pods, Existing existing, Manifests objects, Manifests.Builder made) {
        this.pods = pods;
        this.existing = existing;
        this.nodes = objects.nodes();
        this.made = made;
    }

    void expand(DaemonSet set) {
        Owner owner = Owner.of(set);
        if (nodes.isEmpty()) {
            made.warn("The %s was given no pods: there are no nodes.".formatted(owner));
            return;
        }
        Set<String> served = new HashSet<>();
        GeneratedNames names = new GeneratedNames();
        for (Pod pod : existing.pods(owner)) {
            names.taken(pod.getMetadata().getName());
            @Nullable String node = node(pod);
            if (node != null && Existing.isActive(pod)) {
                served.add(node);
            }
        }
        String hash = GeneratedNames.letters(owner + "/" + set.getSpec().getTemplate(), HASH_LETTERS);
        for (Node node : nodes) {
            String nodeName = node.getMetadata().getName();
            if (served.contains(nodeName)) {
                continue;
            }
            Pod pod = pods.draft(owner, "", set.getSpec().getTemplate());
            Tolerations.addForDaemon(pod.getSpec());
            if (!fits(pod.getSpec(), node)) {
                continue;
            }
            String name = names.next(owner.name() + "-", owner + "/" + nodeName);
            pod.getMetadata().setName(name);
            pod.getMetadata().setUid(GeneratedNames.uid("Pod", owner.namespace(), name));
            pod.getMetadata().getLabels().put("controller-revision-hash", hash);
            @Nullable Long generation = set.getMetadata().getGeneration();
            pod.getMetadata()
                    .getLabels()
                    .put("pod-template-generation", Long.toString(generation == null ? 1 : generation));
            bindTo(pod.getSpec(), nodeName);
            if (!pods.create(owner, pod)) {
                return;
            }
        }
    }

    /** The node of a pod, or the one that it waits for. */
    private static @Nullable String node(Pod pod) {
        @Nullable String bound = pod.getSpec().getNodeName();
        if (bound != null && !bound.isEmpty()) {
            return bound;
        }
        Affinity affinity = pod.getSpec().getAffinity();
        @Nullable
        NodeSelector selector = affinity == null || affinity.getNodeAffinity() == null
                ? null
                : affinity.getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
        if (selector == null) {
            return null;
        }
        return selector.getNodeSelectorTerms().stream()
                .flatMap(term -> term.getMatchFields().stream())
                .flatMap(field -> field.getValues().stream())
                .findFirst()
                .orElse(null);
    }

    private static boolean fits(PodSpec spec, Node node) {
        @Nullable String wanted = spec.getNodeName();
        if (wanted != null
                && !wanted.isEmpty()
                && !wanted.equals(node.getMetadata().getName())) {
            return false;
        }
        if (!NodeMatch.matches(spec, node)) {
            return false;
        }
        List<Taint> taints = node.getSpec() == null ? List.of() : node.getSpec().getTaints();
        return taints.stream()
                .filter(taint -> !"PreferNoSchedule".equals(taint.getEffect()))
                .allMatch(taint -> Tolerations.tolerates(spec.getTolerations(), taint));
    }

    /** Lets the scheduler choose between this node and none: in place of the terms that the node satisfies already. */
    private static void bindTo(PodSpec spec, String node) {
        NodeSelectorTerm term = new NodeSelectorTerm();
        term.setMatchFields(List.of(new NodeSelectorRequirement("metadata.name", "In", List.of(node))));
        if (spec.getAffinity() == null) {
            spec.setAffinity(new Affinity());
        }
        if (spec.getAffinity().getNodeAffinity() == null) {
            spec.getAffinity().setNodeAffinity(new NodeAffinity());
        }
        spec.getAffinity()
                .getNodeAffinity()
                .setRequiredDuringSchedulingIgnoredDuringExecution(new NodeSelector(List.of(term)));
    }
}
