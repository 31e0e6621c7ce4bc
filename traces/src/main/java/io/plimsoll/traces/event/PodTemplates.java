package io.plimsoll.traces.event;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Numbers the pods that differ in more than their names. */
public final class PodTemplates {

    /** All of a pod but its name. */
    private record Nameless(
            String namespace,
            SortedMap<String, String> labels,
            Resources requests,
            DeviceRequest devices,
            int priority,
            @Nullable String nodeName,
            List<SpreadConstraint> spread,
            List<PreferredLabels> preferred,
            PodRules rules) {

        /** Of what mostly tells pods apart; all of it would take most of the time of a replay. */
        @Override
        public int hashCode() {
            int hash = 31 * (31 * requests.hashCode() + devices.hashCode()) + priority;
            return 31 * (31 * hash + labels.hashCode()) + namespace.hashCode();
        }
    }

    private final Map<Nameless, Integer> numbers = new HashMap<>();
    private final List<PodSpec> templates = new ArrayList<>();

    /** No templates yet. */
    public PodTemplates() {}

    /** The number of the pod's template, which is the pod itself when no equal one came before. O(size of the pod). */
    public int number(PodSpec pod) {
        Nameless nameless = new Nameless(
                pod.namespace(),
                pod.labels(),
                pod.requests(),
                pod.devices(),
                pod.priority(),
                pod.nodeName(),
                pod.spread(),
                pod.preferred(),
                pod.rules());
        Integer known = numbers.putIfAbsent(nameless, templates.size());
        if (known != null) {
            return known;
        }
        templates.add(pod);
        return templates.size() - 1;
    }

    /** The template with this number. */
    public PodSpec get(int number) {
        return templates.get(number);
    }

    /** How many templates there are. */
    public int count() {
        return templates.size();
    }
}
