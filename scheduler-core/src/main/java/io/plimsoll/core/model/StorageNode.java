package io.plimsoll.core.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What CSI drivers say of a node (a {@code CSINode}).
 *
 * @param limits how many volumes a driver can attach, by driver; drivers without a limit are left out
 * @param migratedPlugins in-tree plugins that drivers have taken over on this node
 */
public record StorageNode(SortedMap<String, Integer> limits, SortedSet<String> migratedPlugins) {

    /** Copies its arguments. */
    public StorageNode {
        limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
        migratedPlugins = Collections.unmodifiableSortedSet(new TreeSet<>(migratedPlugins));
    }
}
