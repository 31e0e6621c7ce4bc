package io.plimsoll.core.remedy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.NodeAffinity;
import io.plimsoll.core.model.NodeSelectorTerm;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.Toleration;
import io.plimsoll.core.model.WeightedNodeTerm;
import io.plimsoll.core.model.WeightedPodTerm;
import io.plimsoll.core.state.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A change of what a pod asks. */
public sealed interface PodChange extends Remedy {

    /** The pod with the change. */
    PodSpec applyTo(PodSpec pod);

    @Override
    default PodSpec apply(Cluster cluster, PodSpec pod) {
        return applyTo(pod);
    }

    /**
     * Another amount of one resource is requested.
     *
     * @param resource its name
     * @param from the amount now, in the units of {@link io.plimsoll.core.model.Resources}
     * @param to the amount then
     */
    record Requested(String resource, long from, long to) implements PodChange {

        @Override
        public long sizeMilli() {
            return Remedy.share(from, to);
        }

        @Override
        public PodSpec applyTo(PodSpec pod) {
            return pod.withRequests(Amounts.with(pod.requests(), resource, to));
        }
    }

    /** Other devices are requested: fewer, a smaller share of one, or any model. */
    record Devices(DeviceRequest from, DeviceRequest to) implements PodChange {

        @Override
        public long sizeMilli() {
            return from.totalMilli() == to.totalMilli() ? WHOLE : Remedy.share(from.totalMilli(), to.totalMilli());
        }

        @Override
        public PodSpec applyTo(PodSpec pod) {
            return pod.withDevices(to);
        }
    }

    /** A taint is tolerated. */
    record Tolerated(Taint taint) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            List<Toleration> more = new ArrayList<>(pod.rules().tolerations());
            more.add(new Toleration(taint.key(), false, taint.value(), taint.effect()));
            return pod.withRules(pod.rules().withTolerations(more));
        }
    }

    /** A toleration is dropped. */
    record WithoutToleration(Toleration toleration) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            PodRules rules = pod.rules();
            return pod.withRules(rules.withTolerations(without(rules.tolerations(), toleration)));
        }
    }

    /** A label of the node selector is dropped. */
    record WithoutNodeLabel(String key, String value) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            NodeAffinity affinity = pod.rules().nodeAffinity();
            TreeMap<String, String> labels = new TreeMap<>(affinity.nodeSelector());
            labels.remove(key);
            return with(pod, new NodeAffinity(labels, affinity.required(), affinity.preferred()));
        }
    }

    /**
     * A requirement of a term of the required node affinity is dropped; when it was the term's only one, every node is allowed.
     *
     * @param term the position of the term
     * @param requirement the requirement, on a label or on a field
     */
    record WithoutRequirement(int term, Requirement requirement) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            NodeAffinity affinity = pod.rules().nodeAffinity();
            @Nullable List<NodeSelectorTerm> required = affinity.required();
            if (required == null) {
                return pod;
            }
            NodeSelectorTerm old = required.get(term);
            NodeSelectorTerm relaxed =
                    new NodeSelectorTerm(without(old.expressions(), requirement), without(old.fields(), requirement));
            @Nullable List<NodeSelectorTerm> terms = null;
            if (!relaxed.expressions().isEmpty() || !relaxed.fields().isEmpty()) {
                terms = new ArrayList<>(required);
                terms.set(term, relaxed);
            }
            return with(pod, new NodeAffinity(affinity.nodeSelector(), terms, affinity.preferred()));
        }
    }

    /** A preference for nodes is dropped. */
    record WithoutNodePreference(WeightedNodeTerm wish) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            NodeAffinity affinity = pod.rules().nodeAffinity();
            return with(
                    pod,
                    new NodeAffinity(
                            affinity.nodeSelector(), affinity.required(), without(affinity.preferred(), wish)));
        }
    }

    /** The pod is no longer pinned to one node. */
    record WithoutNodeName(String node) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            return pod.withNodeName(null);
        }
    }

    /** A port of the node is not taken. */
    record WithoutHostPort(HostPort port) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            PodRules rules = pod.rules();
            return pod.withRules(rules.withHostPorts(without(rules.hostPorts(), port)));
        }
    }

    /** A volume is not used. */
    record WithoutVolume(PodVolume volume) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            PodRules rules = pod.rules();
            return pod.withRules(rules.withVolumes(without(rules.volumes(), volume)));
        }
    }

    /**
     * A spread constraint allows more.
     *
     * @param constraint the constraint now
     * @param maxSkew its largest difference then
     */
    record MoreSkew(SpreadConstraint constraint, int maxSkew) implements PodChange {

        @Override
        public long sizeMilli() {
            return Remedy.share(constraint.maxSkew(), maxSkew);
        }

        @Override
        public PodSpec applyTo(PodSpec pod) {
            List<SpreadConstraint> spread = new ArrayList<>(pod.spread());
            spread.set(
                    spread.indexOf(constraint),
                    new SpreadConstraint(
                            constraint.topologyKey(),
                            maxSkew,
                            constraint.selector(),
                            constraint.must(),
                            constraint.minDomains(),
                            constraint.honorsAffinity(),
                            constraint.honorsTaints()));
            return pod.withSpread(spread);
        }
    }

    /** A spread constraint is dropped. */
    record WithoutSpread(SpreadConstraint constraint) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            return pod.withSpread(without(pod.spread(), constraint));
        }
    }

    /** The pod need not be near these pods. */
    record WithoutAffinity(PodAffinityTerm term) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            PodAffinity old = pod.rules().podAffinity();
            return with(
                    pod,
                    new PodAffinity(
                            without(old.required(), term), old.requiredAnti(), old.preferred(), old.preferredAnti()));
        }
    }

    /** The pod need not be away from these pods. */
    record WithoutAntiAffinity(PodAffinityTerm term) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            PodAffinity old = pod.rules().podAffinity();
            return with(
                    pod,
                    new PodAffinity(
                            old.required(), without(old.requiredAnti(), term), old.preferred(), old.preferredAnti()));
        }
    }

    /**
     * The pod has no preference about these pods.
     *
     * @param near whether it would have liked to be near them
     */
    record WithoutPodPreference(WeightedPodTerm wish, boolean near) implements PodChange {

        @Override
        public PodSpec applyTo(PodSpec pod) {
            PodAffinity old = pod.rules().podAffinity();
            return with(
                    pod,
                    new PodAffinity(
                            old.required(),
                            old.requiredAnti(),
                            near ? without(old.preferred(), wish) : old.preferred(),
                            near ? old.preferredAnti() : without(old.preferredAnti(), wish)));
        }
    }

    /** Devices of any model. */
    static Devices anyModel(DeviceRequest request) {
        return new Devices(
                request,
                request.isShare()
                        ? DeviceRequest.share(request.milliPerDevice(), Set.of())
                        : DeviceRequest.whole(request.count(), Set.of()));
    }

    private static PodSpec with(PodSpec pod, NodeAffinity affinity) {
        return pod.withRules(pod.rules().withNodeAffinity(affinity));
    }

    private static PodSpec with(PodSpec pod, PodAffinity affinity) {
        return pod.withRules(pod.rules().withPodAffinity(affinity));
    }

    private static <T> List<T> without(List<T> all, T one) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(one);
        return rest;
    }
}
