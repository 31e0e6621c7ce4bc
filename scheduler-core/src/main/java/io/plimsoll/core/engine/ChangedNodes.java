package io.plimsoll.core.engine;

import io.plimsoll.core.state.ChangeLog;
import io.plimsoll.core.state.NodeTable;

/**
 * The nodes that changed since a reader of the change log was last told, each once: from the log, or by their stamps where
 * the log has forgotten too much or is longer than there are nodes. Costs what changed, at most O(nodes).
 */
final class ChangedNodes {

    private final NodeTable nodes;
    private final ChangeLog log;
    /** Up to where the reader was told. */
    private long position;

    private boolean byStamp;
    private long at;
    private long end;

    /** For a reader that knows everything up to now. */
    ChangedNodes(NodeTable nodes, ChangeLog log) {
        this.nodes = nodes;
        this.log = log;
        position = log.end();
    }

    /** Whether nothing has changed. */
    boolean none() {
        return position == log.end();
    }

    /**
     * Begins to tell.
     *
     * @param known one more than the largest slot that the reader knows; slots from there on that were never used are not told
     */
    void begin(int known) {
        byStamp = position < log.begin() || log.end() - position > nodes.slots();
        end = byStamp ? Math.max(known, nodes.slots()) : log.end();
        at = byStamp ? 0 : position;
    }

    /** The next node, perhaps one that is gone, or -1 after the last. */
    int next() {
        while (at < end) {
            int node = byStamp ? (int) at : log.node(at);
            // Of several changes of a node only the newest is told.
            boolean told = byStamp
                    ? node >= nodes.slots() || nodes.lastChange(node) >= position
                    : nodes.lastChange(node) == at;
            at++;
            if (told) {
                return node;
            }
        }
        position = log.end();
        return -1;
    }

    /** Whether the node told last came or was described anew since the reader was told. */
    boolean describedAnew(int node) {
        return node >= nodes.slots() || nodes.generation(node) >= position;
    }
}
