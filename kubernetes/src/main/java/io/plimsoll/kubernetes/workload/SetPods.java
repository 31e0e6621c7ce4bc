package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.plimsoll.kubernetes.input.GeneratedNames;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Pods with a number of their own and claims that they keep: of StatefulSets. */
final class SetPods {

    private static final int HASH_LETTERS = 10;

    private final PodFactory pods;
    private final Existing existing;
    private final Manifests.Builder made;

    SetPods(PodFactory pods, Existing existing, Manifests.Builder made) {
        this.pods = pods;
        this.existing = existing;
        this.made = made;
    }

    void expand(StatefulSet set) {
        Owner owner = Owner.of(set);
        StatefulSetSpec spec = set.getSpec();
        int start = spec.getOrdinals() == null
                ? 0
                : Workloads.count(spec.getOrdinals().getStart(), 0);
        Set<String> there = new HashSet<>();
        existing.pods(owner).forEach(pod -> there.add(pod.getMetadata().getName()));
        String revision = owner.name() + "-" + GeneratedNames.letters(owner + "/" + spec.getTemplate(), HASH_LETTERS);
        int replicas = Workloads.count(spec.getReplicas(), 1);
        for (int i = start; i < start + replicas; i++) {
            String name = owner.name() + "-" + i;
            if (there.contains(name)) {
                continue;
            }
            Pod pod = pods.draft(owner, name, spec.getTemplate());
            Map<String, String> labels = pod.getMetadata().getLabels();
            labels.put("statefulset.kubernetes.io/pod-name", name);
            labels.put("apps.kubernetes.io/pod-index", Integer.toString(i));
            labels.put("controller-revision-hash", revision);
            pod.getSpec().setHostname(name);
            pod.getSpec().setSubdomain(spec.getServiceName());
            Claims.ofStatefulSet(set, pod, made);
            if (!pods.create(owner, pod)) {
                return;
            }
        }
    }
}
