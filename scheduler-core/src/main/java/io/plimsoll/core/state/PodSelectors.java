package io.plimsoll.core.state;

import io.plimsoll.core.model.PodSelector;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Selectors that decide something about the pods they mean: of terms of pod affinity, whose pods attract or repel those
 * pods, and of services, over which they are spread. Pods that ask the same but that different selectors mean are decided
 * as different classes: {@link Cluster#decidedClass}. A term counts for itself, though another may have the same selector,
 * so that what a class has to look at never changes. A selector is evaluated once per distinct set of labels. Only grows;
 * see {@link Dictionary} for what that means for trials.
 */
public final class PodSelectors {

    private record Entry(PodSelector selector, @Nullable HeldTerm term) {}

    private final LabelSets labelSets;
    private final Dictionary<Entry> entries = new Dictionary<>();
    private final Dictionary<BitSet> signatures = new Dictionary<>();
    /** The number of the signature of each label set that was asked for. */
    private int[] signatureOf = new int[16];

    private int known;

    PodSelectors(LabelSets labelSets) {
        this.labelSets = labelSets;
        signatures.intern(new BitSet());
    }

    /** How many selectors there are. */
    public int count() {
        return entries.size();
    }

    /** The selector with this number. */
    public PodSelector get(int number) {
        return entries.value(number).selector();
    }

    /** The term whose selector has this number, or null when it is of no term. */
    public @Nullable HeldTerm term(int number) {
        return entries.value(number).term();
    }

    /** The number of a selector that is of no term, or -1 when it was never registered. */
    public int find(PodSelector selector) {
        return entries.find(new Entry(selector, null));
    }

    /** The number of a term's selector, or -1 when the term was never registered. */
    public int find(HeldTerm term) {
        return entries.find(new Entry(term.term().pods(), term));
    }

    /** Gives a selector a number if it has none. O(distinct label sets) the first time. */
    void register(PodSelector selector) {
        register(new Entry(selector, null));
    }

    /** Gives a term's selector a number if it has none. O(distinct label sets) the first time. */
    void register(HeldTerm term) {
        register(new Entry(term.term().pods(), term));
    }

    private void register(Entry entry) {
        int before = entries.size();
        int number = entries.intern(entry);
        if (number == before) {
            for (int set = 0; set < known; set++) {
                if (labelSets.means(entry.selector(), set)) {
                    BitSet longer = (BitSet) signatures.value(signatureOf[set]).clone();
                    longer.set(number);
                    signatureOf[set] = signatures.intern(longer);
                }
            }
        }
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

    /** Labels of namespaces have changed. */
    void namespacesChanged() {
        known = 0;
    }

    private int evaluate(int labelSet) {
        BitSet meaning = new BitSet();
        for (int number = 0; number < entries.size(); number++) {
            meaning.set(number, labelSets.means(get(number), labelSet));
        }
        return signatures.intern(meaning);
    }
}
