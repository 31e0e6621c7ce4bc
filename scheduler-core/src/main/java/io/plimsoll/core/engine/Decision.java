package io.plimsoll.core.engine;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
     * No node is feasible, but one would be if pods of lower priority left it.
     *
     * @param node the node's name
     * @param victims those that should leave, as {@code namespace/name}, the most important first
     * @param violations how many of them a disruption budget does not allow to be evicted
     */
    record Preempting(String node, List<String> victims, int violations) implements Decision {

        /** Copies its arguments. */
        public Preempting {
            victims = List.copyOf(victims);
        }
    }

    /**
     * The pod is of a group that gets its places together, and there are none for so many.
     *
     * @param group the group's name
     * @param present how many of its pods are there
     * @param minMembers how many of them must get a place
     */
    record WaitingForGroup(String group, int present, int minMembers) implements Decision {

        /** The same for people. */
        public String sentence() {
            return "pod group " + group + " needs places for " + minMembers + " pods at the same time, and finds "
                    + present + ".";
        }
    }

    /**
     * No node is feasible.
     *
     * @param nodes how many nodes there are
     * @param reasons how many nodes gave each reason; a node may give several of one filter
     * @param refusal why the pod was refused before any node was looked at, or null
     */
    record Unschedulable(
            int nodes,
            SortedMap<String, Integer> reasons,
            @Nullable String refusal) implements Decision {

        /** Copies its arguments. */
        public Unschedulable {
            reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
        }

        /** Nodes were looked at. */
        public Unschedulable(int nodes, SortedMap<String, Integer> reasons) {
            this(nodes, reasons, null);
        }

        /** The sentence in which kube-scheduler says this. */
        public String sentence() {
            return Explanation.sentence(nodes, reasons, refusal);
        }
    }
}
