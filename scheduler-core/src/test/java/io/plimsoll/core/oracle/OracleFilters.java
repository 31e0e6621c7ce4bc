package io.plimsoll.core.oracle;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The base filters by their definitions: all objections against a node, in the order in which they are raised. */
final class OracleFilters {

    private final PodSpec pod;
    /** For every spread constraint: how many counted pods each domain with a node holds. */
    private final List<Map<String, Integer>> counts = new ArrayList<>();

    OracleFilters(PodSpec pod, List<Place> places) {
        this.pod = pod;
        for (SpreadConstraint constraint : pod.spread()) {
            counts.add(counts(constraint, places));
        }
    }

    /** Every objection; of several spread constraints the first that objects. Empty when the node is feasible. */
    List<Verdict.Objection> objections(Place place) {
        List<Verdict.Objection> objections = new ArrayList<>();
        if (place.spec.unschedulable()) {
            objections.add(new Verdict.Objection("NodeUnschedulable", List.of("node(s) were unschedulable")));
        }
        if (pod.nodeName() != null && !pod.nodeName().equals(place.spec.name())) {
            objections.add(new Verdict.Objection("NodeName", List.of("node(s) didn't match the requested node name")));
        }
        DeviceRequest devices = pod.devices();
        boolean accepted = false;
        for (int i = 0; i < place.deviceFree.length; i++) {
            accepted |= devices.models().contains(place.model(i));
        }
        if (devices.count() > 0 && !devices.models().isEmpty() && !accepted) {
            objections.add(
                    new Verdict.Objection("DeviceModelMatch", List.of("node(s) didn't have a requested device model")));
        }
        List<String> lacking = lacking(place);
        if (!lacking.isEmpty()) {
            objections.add(new Verdict.Objection("NodeResourcesFit", lacking));
        }
        if (devices.count() > 0 && OracleDevices.modelsThatServe(devices, place).isEmpty()) {
            objections.add(new Verdict.Objection("DeviceFit", List.of("Insufficient devices")));
        }
        boolean spread = true;
        for (int i = 0; i < pod.spread().size() && spread; i++) {
            @Nullable String against = against(pod.spread().get(i), counts.get(i), place);
            if (against != null) {
                spread = false;
                objections.add(new Verdict.Objection("PodTopologySpread", List.of(against)));
            }
        }
        return objections;
    }

    private List<String> lacking(Place place) {
        List<String> lacking = new ArrayList<>();
        Place.eachAmount(pod.requests(), (resource, wanted) -> {
            if (wanted > 0 && place.free(resource) < wanted) {
                lacking.add(resource.equals("pods") ? "Too many pods" : "Insufficient " + resource);
            }
        });
        return lacking;
    }

    private @Nullable String against(SpreadConstraint constraint, Map<String, Integer> counts, Place place) {
        String domain = place.spec.labels().get(constraint.topologyKey());
        if (domain == null) {
            return "node(s) didn't match pod topology spread constraints (missing required label)";
        }
        int fewest = counts.isEmpty() ? 0 : Collections.min(counts.values());
        int itself = constraint.selector().matches(pod.labels()) ? 1 : 0;
        int skew = counts.getOrDefault(domain, 0) + itself - fewest;
        return skew > constraint.maxSkew() ? "node(s) didn't match pod topology spread constraints" : null;
    }

    private Map<String, Integer> counts(SpreadConstraint constraint, List<Place> places) {
        Map<String, Integer> byDomain = new HashMap<>();
        for (Place place : places) {
            String domain = place.spec.labels().get(constraint.topologyKey());
            boolean labelled =
                    pod.spread().stream().allMatch(each -> place.spec.labels().containsKey(each.topologyKey()));
            if (domain != null && labelled) {
                int counted = 0;
                for (PodSpec other : place.pods) {
                    if (!constraint.selector().equals(LabelSelector.of(Map.of()))
                            && other.namespace().equals(pod.namespace())
                            && constraint.selector().matches(other.labels())) {
                        counted++;
                    }
                }
                byDomain.merge(domain, counted, Integer::sum);
            }
        }
        return byDomain;
    }
}
