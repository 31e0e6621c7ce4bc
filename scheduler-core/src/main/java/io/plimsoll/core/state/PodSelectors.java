package io.plimsoll.core.state;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.PodSelector;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Selectors of others that decide something about the pods they mean: terms of pod affinity, whose pods attract or repel
 * those pods, and services, over which they are spread. Pods that ask the same but that different selectors mean are
 * decided as different classes: {@link Cluster#decidedClass}. A selector is evaluated once per distinct set of labels.
 * Only grows; see {@link Dictionary} for what that means for trials.
 */
public final class PodSelectors {

    private final LabelSets labelSets;
    private final Dictionary<PodSelector> selectors = new Dictionary<>();
    private final Dictionary<BitSet> signatures = new Dictionary<>();
    /** The number of the signature of each label set that was asked for. */
    private int[] signatureOf = new int[16];

    private int known;

    private ClusterObjects objects = ClusterObjects.NONE;

    PodSelectors(LabelSets labelSets) {
        this.labelSets = labelSets;
        signatures.intern(new BitSet());
    }

    /** How many selectors there are. */
    public int count() {
        return selectors.size();
    }

    /** The selector with this number. */
    public PodSelector get(int number) {
        return selectors.value(number);
    }

    /** The number of a selector, or -1 when it was never registered. */
    public int find(PodSelector selector) {
        return selectors.find(selector);
    }

    /** The number of a selector, given now if it has none. O(distinct label sets) the first time. */
    int register(PodSelector selector) {
        int before = selectors.size();
        int number = selectors.intern(selector);
        if (number == before) {
            for (int set = 0; set < known; set++) {
                if (means(number, set)) {
                    BitSet longer = (BitSet) signatures.value(signatureOf[set]).clone();
                    longer.set(number);
                    signatureOf[set] = signatures.intern(longer);
                }
            }
        }
        return number;
    }

    /** Which selectors mean pods with this label set: 0 for none, else a number for {@link #meaning}. */
    int signature(int labelSet) {
        if (labelSet >= signatureOf.length) {
            signatureOf = Arrays.copyOf(signatureOf, Math.max(labelSet + 1, 2 * known));
        }
        for (; known <= labelSet; known++) {
            signatureOf[known] = evaluate(known);
        }
        return signatureOf[labelSet];
    }

    /** The numbers of the selectors of a signature; do not change. */
    BitSet meaning(int signature) {
        return signatures.value(signature);
    }

    /** Other namespaces may have other labels. */
    void setObjects(ClusterObjects now) {
        boolean same = now.namespaces().equals(objects.namespaces());
        objects = now;
        if (!same) {
            known = 0;
        }
    }

    private int evaluate(int labelSet) {
        BitSet meaning = new BitSet();
        for (int number = 0; number < selectors.size(); number++) {
            meaning.set(number, means(number, labelSet));
        }
        return signatures.intern(meaning);
    }

    private boolean means(int number, int labelSet) {
        String namespace = labelSets.namespace(labelSet);
        return selectors
                .value(number)
                .matches(namespace, objects.labelsOfNamespace(namespace), labelSets.labels(labelSet));
    }
}
