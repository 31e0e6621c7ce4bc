package io.plimsoll.core.state;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pod classes of a cluster. Only grows; see {@link Dictionary} for what that means for trials. */
public final class PodClasses {

    /** What makes two pods ask the same; the namespace and the own labels count only where something asked for does. */
    private record Asking(
            Resources requests,
            DeviceRequest devices,
            @Nullable String nodeName,
            List<PreferredLabels> preferred,
            @Nullable PodRules rules,
            String namespace,
            List<SpreadConstraint> spread,
            List<Boolean> countsItself) {}

    private record Meant(int asking, int signature) {}

    private final Dimensions dimensions;
    private final DeviceModels models;
    private final Map<Asking, PodClass> byAsking = new HashMap<>();
    private final Map<Meant, PodClass> byMeaning = new HashMap<>();
    private final List<PodClass> classes = new ArrayList<>();

    PodClasses(Dimensions dimensions, DeviceModels models) {
        this.dimensions = dimensions;
        this.models = models;
    }

    /** The class of a pod, made now if no pod asked the same before. */
    public PodClass of(PodSpec pod) {
        List<Boolean> countsItself = new ArrayList<>(pod.spread().size());
        for (SpreadConstraint constraint : pod.spread()) {
            countsItself.add(constraint.selector().matches(pod.labels()));
        }
        Asking asking = new Asking(
                pod.requests(),
                pod.devices(),
                pod.nodeName(),
                pod.preferred(),
                pod.rules().equals(PodRules.NONE) ? null : pod.rules(),
                looksAtNamespace(pod) ? pod.namespace() : "",
                pod.spread(),
                countsItself);
        @Nullable PodClass known = byAsking.get(asking);
        if (known != null) {
            return known;
        }
        PodClass made = new PodClass(
                classes.size(),
                pod,
                dimensions.amounts(pod.requests()),
                models.numbered(pod.devices().models()),
                new BitSet());
        byAsking.put(asking, made);
        classes.add(made);
        return made;
    }

    /** The class of pods of a class of {@link #of} that the selectors of a signature mean. */
    PodClass meantBy(PodClass asking, int signature, BitSet selectors) {
        if (signature == 0) {
            return asking;
        }
        Meant key = new Meant(asking.id(), signature);
        @Nullable PodClass known = byMeaning.get(key);
        if (known == null) {
            known = asking.of(classes.size(), selectors);
            byMeaning.put(key, known);
            classes.add(known);
        }
        return known;
    }

    /** Claims and workloads are found in the pod's namespace; terms of affinity say their namespaces themselves. */
    private static boolean looksAtNamespace(PodSpec pod) {
        PodRules rules = pod.rules();
        return !pod.spread().isEmpty() || !rules.volumes().isEmpty() || rules.controller() != null;
    }

    /** The class with this number. */
    public PodClass get(int id) {
        return classes.get(id);
    }

    /** How many classes were seen. */
    public int count() {
        return classes.size();
    }
}
