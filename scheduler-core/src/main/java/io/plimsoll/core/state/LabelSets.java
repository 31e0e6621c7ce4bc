package io.plimsoll.core.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * The distinct label sets of pods, and which registered counters count a pod that has one: the counted signature. A
 * counter's selector is evaluated once per label set, however many pods have it.
 */
final class LabelSets {

    private record LabelSet(String namespace, SortedMap<String, String> labels) {}

    private static final int[] NO_COUNTERS = new int[0];

    private final Dictionary<LabelSet> sets = new Dictionary<>();
    private final List<int[]> countersOf = new ArrayList<>();
    private final List<DomainCounter> counters = new ArrayList<>();

    int intern(String namespace, SortedMap<String, String> labels) {
        int known = sets.intern(new LabelSet(namespace, labels));
        if (known == countersOf.size()) {
            int[] matching = NO_COUNTERS;
            for (int c = 0; c < counters.size(); c++) {
                if (counters.get(c).counts(namespace, labels)) {
                    matching = append(matching, c);
                }
            }
            countersOf.add(matching);
        }
        return known;
    }

    String namespace(int labelSet) {
        return sets.value(labelSet).namespace();
    }

    SortedMap<String, String> labels(int labelSet) {
        return sets.value(labelSet).labels();
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
            LabelSet set = sets.value(s);
            if (counter.counts(set.namespace(), set.labels())) {
                countersOf.set(s, append(countersOf.get(s), number));
            }
        }
    }

    private static int[] append(int[] numbers, int number) {
        int[] longer = Arrays.copyOf(numbers, numbers.length + 1);
        longer[numbers.length] = number;
        return longer;
    }
}
