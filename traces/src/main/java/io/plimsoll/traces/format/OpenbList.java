package io.plimsoll.traces.format;

import io.plimsoll.traces.event.InputDigest;
import java.util.List;

/**
 * One openb list as read.
 *
 * @param name its short name, for example {@code gpu_node} or {@code cpu050}
 * @param rows its rows in file order; immutable
 * @param hasTimes whether it has a column of creation times; never for nodes
 * @param digest digest of its file
 */
public record OpenbList<T>(String name, List<T> rows, boolean hasTimes, InputDigest digest) {

    /** Copies the rows. */
    public OpenbList {
        rows = List.copyOf(rows);
    }
}
