package io.plimsoll.traces.format;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.traces.event.DisruptionBudget;
import io.plimsoll.traces.event.InputDigest;
import io.plimsoll.traces.event.TraceHeader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the rows of a CSV file say of the trace as a whole: what it is, the nodes at its start, disruption budgets. */
final class CsvHead {

    private final List<NodeSpec> nodes = new ArrayList<>();
    private final List<DisruptionBudget> budgets = new ArrayList<>();
    private final Set<String> nodeNames = new HashSet<>();
    private final Set<String> owners = new HashSet<>();
    private About about;

    /**
     * What a trace is.
     *
     * @param inputs digests of the files that it was made of
     */
    record About(String name, String format, boolean hasTimes, List<InputDigest> inputs) {}

    CsvHead(String name) {
        about = new About(name, TraceFormat.CSV.formatName(), true, List.of());
    }

    About about() {
        return about;
    }

    void about(About other) {
        about = other;
    }

    /** A node that is there from the start; false when there is one of its name. */
    boolean add(NodeSpec node) {
        nodes.add(node);
        return nodeNames.add(node.name());
    }

    /** A disruption budget; false when its owner has one. */
    boolean add(DisruptionBudget budget) {
        budgets.add(budget);
        return owners.add(budget.owner());
    }

    /** All of it; on other nodes unless there are none. */
    TraceHeader header(List<NodeSpec> otherNodes) {
        return new TraceHeader(
                about.name(), about.format(), about.hasTimes(), otherNodes.isEmpty() ? nodes : otherNodes, budgets);
    }
}
