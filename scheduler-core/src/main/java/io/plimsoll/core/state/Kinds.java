package io.plimsoll.core.state;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SelectingObject;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is known of pods of a kind, and the objects and selectors that decide about them from outside. */
final class Kinds {

    private final PodClasses podClasses;
    private final LabelSets labelSets;
    private final Topology topology;
    private final PodSelectors selectors;
    /** By label set: the class that was decided last. */
    private @Nullable Decided[] decided = new Decided[16];

    private ClusterObjects objects = ClusterObjects.NONE;
    private long objectsVersion;
    private long newestObjectsVersion;

    private record Decided(PodClass asking, int signature, PodClass podClass) {}

    Kinds(PodClasses podClasses, LabelSets labelSets, Topology topology) {
        this.podClasses = podClasses;
        this.labelSets = labelSets;
        this.topology = topology;
        this.selectors = new PodSelectors(labelSets);
    }

    PodSelectors selectors() {
        return selectors;
    }

    ClusterObjects objects() {
        return objects;
    }

    long objectsVersion() {
        return objectsVersion;
    }

    /** Replaces the objects and returns what undoes that. */
    Runnable setObjects(ClusterObjects now) {
        ClusterObjects before = objects;
        long versionBefore = objectsVersion;
        put(now, ++newestObjectsVersion);
        return () -> put(before, versionBefore);
    }

    private void put(ClusterObjects now, long version) {
        objects = now;
        objectsVersion = version;
        if (labelSets.setObjects(now)) {
            selectors.namespacesChanged();
            topology.namespacesChanged();
        }
        for (SelectingObject object : now.selectors()) {
            selectors.register(object.pods());
        }
    }

    /** The class of a pod that asks this and has these labels. O(1). */
    PodClass decidedClass(PodClass asking, int labelSet) {
        if (selectors.count() == 0) {
            return asking;
        }
        int signature = selectors.signature(labelSet);
        if (labelSet >= decided.length) {
            decided = Arrays.copyOf(decided, Math.max(labelSet + 1, 2 * decided.length));
        }
        @Nullable Decided known = decided[labelSet];
        if (known == null || known.asking != asking || known.signature != signature) {
            PodClass podClass = podClasses.meantBy(asking, signature, selectors.meaning(signature));
            known = new Decided(asking, signature, podClass);
            decided[labelSet] = known;
        }
        return known.podClass;
    }

    /** What pods that equal this one but for their names have in common. */
    PodTemplate template(PodSpec spec) {
        PodClass podClass = podClasses.of(spec);
        PodAffinity affinity = spec.rules().podAffinity();
        if (!affinity.isEmpty()) {
            HeldTerm.of(affinity).forEach(selectors::register);
            affinity.required().forEach(term -> selectors.register(term.pods().asOwn()));
            topology.hold(podClass);
        }
        return new PodTemplate(spec, podClass, labelSets.intern(spec));
    }
}
