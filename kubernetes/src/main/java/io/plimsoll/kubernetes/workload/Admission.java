package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.node.v1.RuntimeClass;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.model.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the API server makes of a pod when it is created: defaults, the limit ranges of its namespace, priority, runtime
 * class, tolerations, and the labels that its selectors name by key. Service accounts are left out: they decide
 * nothing here.
 */
final class Admission {

    private final Manifests objects;
    private final Priorities priorities;
    private final LimitRanges limitRanges;

    Admission(Manifests objects) {
        this.objects = objects;
        this.priorities = new Priorities(objects);
        this.limitRanges = new LimitRanges(objects);
    }

    /** Changes the pod in place, or says why the API server would refuse it. */
    void admit(Pod pod) throws RejectedException {
        PodDefaults.apply(pod);
        String namespace = pod.getMetadata().getNamespace();
        PodSpec spec = pod.getSpec();
        limitRanges.setDefaults(namespace, spec);
        priorities.admit(spec);
        Tolerations.addDefaults(spec);
        runtimeClass(spec);
        limitRanges.check(namespace, spec);
        mergeLabelKeys(pod);
    }

    private void runtimeClass(PodSpec spec) throws RejectedException {
        @Nullable String name = spec.getRuntimeClassName();
        if (name == null || name.isEmpty()) {
            if (!spec.getOverhead().isEmpty()) {
                throw new RejectedException("overhead is given without a RuntimeClass");
            }
            return;
        }
        @Nullable RuntimeClass type = objects.find(RuntimeClass.class, name);
        if (type == null) {
            throw new RejectedException("no RuntimeClass with name " + name + " was found");
        }
        if (type.getOverhead() != null && type.getOverhead().getPodFixed() != null) {
            Map<String, Quantity> overhead = type.getOverhead().getPodFixed();
            if (!spec.getOverhead().isEmpty()
                    && !Amounts.of(spec.getOverhead())
                            .byName()
                            .equals(Amounts.of(overhead).byName())) {
                throw new RejectedException("its overhead is not that of the RuntimeClass " + name);
            }
            spec.setOverhead(overhead);
        }
        if (type.getScheduling() == null) {
            return;
        }
        Map<String, String> selector = new LinkedHashMap<>(spec.getNodeSelector());
        for (Map.Entry<String, String> wanted :
                type.getScheduling().getNodeSelector().entrySet()) {
            @Nullable String own = selector.put(wanted.getKey(), wanted.getValue());
            if (own != null && !own.equals(wanted.getValue())) {
                throw new RejectedException("its nodeSelector and that of the RuntimeClass %s differ in %s"
                        .formatted(name, wanted.getKey()));
            }
        }
        spec.setNodeSelector(selector);
        spec.setTolerations(
                Tolerations.merged(spec.getTolerations(), type.getScheduling().getTolerations()));
    }

    private static void mergeLabelKeys(Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        for (TopologySpreadConstraint constraint : pod.getSpec().getTopologySpreadConstraints()) {
            merge(constraint.getLabelSelector(), constraint.getMatchLabelKeys(), "In", labels);
        }
        for (PodAffinityTerm term : PodTerms.of(pod.getSpec())) {
            merge(term.getLabelSelector(), term.getMatchLabelKeys(), "In", labels);
            merge(term.getLabelSelector(), term.getMismatchLabelKeys(), "NotIn", labels);
        }
    }

    private static void merge(
            @Nullable LabelSelector selector,
            List<String> keys,
            String operator,
            @Nullable Map<String, String> labels) {
        if (selector == null || labels == null) {
            return;
        }
        for (String key : keys) {
            @Nullable String value = labels.get(key);
            if (value != null) {
                List<LabelSelectorRequirement> all = new ArrayList<>(selector.getMatchExpressions());
                all.add(new LabelSelectorRequirement(key, operator, List.of(value)));
                selector.setMatchExpressions(all);
            }
        }
    }
}
