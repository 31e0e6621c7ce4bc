package io.plimsoll.core.state;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * The distinct label sets of pods, and which registered counters count a pod that has one: the counted signature. A
 * counter's selector is evaluated once per label set, however many pods have it.
 */
final class LabelSets {

    private record LabelSet(String namespace, SortedMap<String, String> labels, boolean terminating) {}

    private static final int[] NO_COUNTERS = new int[0];

    private final Dictionary<LabelSet> sets = new Dictionary<>();
    private final List<int[]> countersOf = new ArrayList<>();
    private final List<DomainCounter> counters = new ArrayList<>();
    /** By label set: how many pods that have it are on nodes. */
    private int[] placed = new int[16];

    private ClusterObjects objects = ClusterObjects.NONE;

    int intern(PodSpec pod) {
        LabelSet set = new LabelSet(pod.namespace(), pod.labels(), pod.rules().terminating());
        int known = sets.intern(set);
        if (known == countersOf.size()) {
            countersOf.add(countersOf(set));
        }
        return known;
    }

    /**
     * Other namespaces may have other labels.
     *
     * @return whether they have
     */
    boolean setObjects(ClusterObjects now) {
        boolean same = now.namespaces().equals(objects.namespaces());
        objects = now;
        for (int s = 0; s < sets.size() && !same; s++) {
            countersOf.set(s, countersOf(sets.value(s)));
        }
        return !same;
    }

    /** Whether a selector means pods with this label set. */
    boolean means(PodSelector selector, int labelSet) {
        return means(selector, sets.value(labelSet));
    }

    /** A pod with this label set comes to ({@code change} 1) or leaves (-1) a node. */
    void place(int labelSet, int change) {
        if (labelSet >= placed.length) {
            placed = Arrays.copyOf(placed, Math.max(labelSet + 1, 2 * placed.length));
        }
        placed[labelSet] += change;
    }

    /** How many pods with this label set are on nodes. */
    int placed(int labelSet) {
        return labelSet < placed.length ? placed[labelSet] : 0;
    }

    int size() {
        return sets.size();
    }

    /** Whether some pod on a node is one that a counter counts. */
    boolean anyPlaced(DomainCounter counter) {
        for (int set = 0; set < sets.size(); set++) {
            for (int number : countersOf.get(set)) {
                if (counters.get(number) == counter && placed(set) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a counter counts pods with this label set, or would if they were not being deleted. */
    boolean selects(DomainCounter counter, int labelSet) {
        LabelSet set = sets.value(labelSet);
        if (set.terminating()) {
            return counts(counter, new LabelSet(set.namespace(), set.labels(), false));
        }
        for (int number : countersOf.get(labelSet)) {
            if (counters.get(number) == counter) {
                return true;
            }
        }
        return false;
    }

    /** Numbers of the counters that count pods with this label set; do not change. */
    int[] counters(int labelSet) {
        return countersOf.get(labelSet);
    }

    DomainCounter counter(int number) {
        return counters.get(number);
    }

    int counterCount() {
        return counters.size();
    }

    void register(DomainCounter counter) {
        int number = counters.size();
        counters.add(counter);
        for (int s = 0; s < sets.size(); s++) {
            if (counts(counter, sets.value(s))) {
                countersOf.set(s, append(countersOf.get(s), number));
            }
        }
    }

    private int[] countersOf(LabelSet set) {
        int[] matching = NO_COUNTERS;
        for (int c = 0; c < counters.size(); c++) {
            if (counts(counters.get(c), set)) {
                matching = append(matching, c);
            }
        }
        return matching;
    }

    private boolean counts(DomainCounter counter, LabelSet set) {
        if (counter.pods() instanceof CountedPods.Staying staying) {
            return !set.terminating()
                    && staying.namespace().equals(set.namespace())
                    && staying.selector().matches(set.labels());
        }
        if (counter.pods() instanceof CountedPods.Meant meant) {
            for (PodSelector selector : meant.selectors()) {
                if (!means(selector, set)) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    private boolean means(PodSelector selector, LabelSet set) {
        return selector.matches(set.namespace(), objects.labelsOfNamespace(set.namespace()), set.labels());
    }

    private static int[] append(int[] numbers, int number) {
        int[] longer = Arrays.copyOf(numbers, numbers.length + 1);
        longer[numbers.length] = number;
        return longer;
    }
}
