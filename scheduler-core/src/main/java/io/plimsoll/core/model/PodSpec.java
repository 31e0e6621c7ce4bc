package io.plimsoll.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the outside world says of a pod. Immutable; made by {@link #named(String)} and the {@code with} methods.
 *
 * @param namespace namespace, {@code default} unless given
 * @param name name, unique within the namespace
 * @param labels labels, sorted by key
 * @param requests requested resources; the pod count is always 1
 * @param devices requested devices
 * @param priority higher goes first in the queue
 * @param nodeName the only node the pod may run on; null allows any
 * @param spread spread constraints, all of which must hold
 * @param preferred preferred node labels
 * @param rules what only Kubernetes says; {@link PodRules#NONE} itself when that is nothing
 */
public record PodSpec(
        String namespace,
        String name,
        SortedMap<String, String> labels,
        Resources requests,
        DeviceRequest devices,
        int priority,
        @Nullable String nodeName,
        List<SpreadConstraint> spread,
        List<PreferredLabels> preferred,
        PodRules rules) {

    private static final SortedMap<String, String> NO_LABELS = Collections.emptySortedMap();

    /** @throws IllegalArgumentException when a name is empty */
    public PodSpec {
        Require.text("pod namespace", namespace);
        Require.text("pod name", name);
        labels = labels.isEmpty() ? NO_LABELS : Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        requests = requests.pods() == 1 ? requests : requests.withPods(1);
        spread = List.copyOf(spread);
        preferred = List.copyOf(preferred);
        rules = rules.equals(PodRules.NONE) ? PodRules.NONE : rules;
    }

    /** A pod of which Kubernetes says nothing more. */
    public PodSpec(
            String namespace,
            String name,
            SortedMap<String, String> labels,
            Resources requests,
            DeviceRequest devices,
            int priority,
            @Nullable String nodeName,
            List<SpreadConstraint> spread,
            List<PreferredLabels> preferred) {
        this(namespace, name, labels, requests, devices, priority, nodeName, spread, preferred, PodRules.NONE);
    }

    /** A pod of this name in namespace {@code default} that asks for nothing but its place. */
    public static PodSpec named(String name) {
        return new PodSpec(
                "default", name, new TreeMap<>(), Resources.NONE, DeviceRequest.NONE, 0, null, List.of(), List.of());
    }

    /** This pod under another name. */
    public PodSpec withName(String other) {
        return new PodSpec(namespace, other, labels, requests, devices, priority, nodeName, spread, preferred, rules);
    }

    /** This pod in another namespace. */
    public PodSpec withNamespace(String other) {
        return new PodSpec(other, name, labels, requests, devices, priority, nodeName, spread, preferred, rules);
    }

    /** This pod with other labels. */
    public PodSpec withLabels(Map<String, String> other) {
        return new PodSpec(
                namespace, name, new TreeMap<>(other), requests, devices, priority, nodeName, spread, preferred, rules);
    }

    /** This pod with other requests. */
    public PodSpec withRequests(Resources other) {
        return new PodSpec(namespace, name, labels, other, devices, priority, nodeName, spread, preferred, rules);
    }

    /** This pod with another device request. */
    public PodSpec withDevices(DeviceRequest other) {
        return new PodSpec(namespace, name, labels, requests, other, priority, nodeName, spread, preferred, rules);
    }

    /** This pod with another priority. */
    public PodSpec withPriority(int other) {
        return new PodSpec(namespace, name, labels, requests, devices, other, nodeName, spread, preferred, rules);
    }

    /** This pod pinned to a node, or to none when null. */
    public PodSpec withNodeName(@Nullable String other) {
        return new PodSpec(namespace, name, labels, requests, devices, priority, other, spread, preferred, rules);
    }

    /** This pod with other spread constraints. */
    public PodSpec withSpread(List<SpreadConstraint> other) {
        return new PodSpec(namespace, name, labels, requests, devices, priority, nodeName, other, preferred, rules);
    }

    /** This pod with other preferred node labels. */
    public PodSpec withPreferred(List<PreferredLabels> other) {
        return new PodSpec(namespace, name, labels, requests, devices, priority, nodeName, spread, other, rules);
    }

    /** This pod with other rules. */
    public PodSpec withRules(PodRules other) {
        return new PodSpec(namespace, name, labels, requests, devices, priority, nodeName, spread, preferred, other);
    }
}
