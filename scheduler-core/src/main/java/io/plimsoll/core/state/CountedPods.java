package io.plimsoll.core.state;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodSelector;
import java.util.List;

/** Which pods a {@link DomainCounter} counts. */
public sealed interface CountedPods {

    /**
     * Pods of a namespace by their labels, but for those that are being deleted.
     *
     * @param namespace the namespace
     * @param selector their labels
     */
    record Staying(String namespace, LabelSelector selector) implements CountedPods {}

    /**
     * Pods that all of these selectors mean.
     *
     * @param selectors at least one
     */
    record Meant(List<PodSelector> selectors) implements CountedPods {

        /** Copies its arguments. */
        public Meant {
            selectors = List.copyOf(selectors);
        }
    }

    /**
     * Pods that have this term, as often as they have it.
     *
     * @param term the term
     */
    record Holding(HeldTerm term) implements CountedPods {}
}
