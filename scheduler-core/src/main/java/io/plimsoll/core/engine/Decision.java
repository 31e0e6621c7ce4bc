package io.plimsoll.core.engine;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The outcome of one decision, as a value. */
public sealed interface Decision {

    /**
     * The pod goes to a node.
     *
     * @param node the node's name
     * @param devices indexes of the devices it gets, ascending
     */
    record Bound(String node, List<Integer> devices) implements Decision {

        /** Copies its arguments. */
        public Bound {
            devices = List.copyOf(devices);
        }
    }

    /**
     * No node is feasible.
     *
     * @param nodes how many nodes there are
     * @param reasons how many nodes gave each reason; a node may give several of one filter
     */
    record Unschedulable(int nodes, SortedMap<String, Integer> reasons) implements Decision {

        /** Copies its arguments. */
        public Unschedulable {
            reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        }

        /** The sentence in which kube-scheduler says this. */
        public String sentence() {
            return Explanation.sentence(nodes, reasons);
        }
    }
}
