package io.plimsoll.planner.catalogue;

import java.util.List;

/**
 * The node types that may be bought. Immutable.
 *
 * @param types in the order of the files, at least one
 * @param notes what of the files has no effect, a sentence each
 */
public record Catalogue(List<NodeType> types, List<String> notes) {

    /** Copies its arguments. */
    public Catalogue {
        types = List.copyOf(types);
        notes = List.copyOf(notes);
    }
}
