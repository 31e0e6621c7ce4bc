package io.plimsoll.core.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What rules read of volumes and of those who make and attach them. Immutable.
 *
 * @param volumes persistent volumes by name
 * @param claims claims by namespace and name
 * @param classes storage classes by name
 * @param nodes what drivers say of nodes, by node name
 * @param limitedDrivers drivers that say how much they can make: what has no {@link StorageCapacity} they cannot
 * @param capacities how much they can make
 * @param attachments volumes attached, by node name
 */
public record Storage(
        SortedMap<String, PersistentVolume> volumes,
        SortedMap<String, SortedMap<String, VolumeClaim>> claims,
        SortedMap<String, StorageClass> classes,
        SortedMap<String, StorageNode> nodes,
        SortedSet<String> limitedDrivers,
        List<StorageCapacity> capacities,
        SortedMap<String, List<VolumeAttachment>> attachments) {

    /** Nothing. */
    public static final Storage NONE = new Storage(
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(),
            List.of(),
            new TreeMap<>());

    /** Copies its arguments. */
    public Storage {
        volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
        SortedMap<String, SortedMap<String, VolumeClaim>> claimsCopy = new TreeMap<>();
        claims.forEach((namespace, named) ->
                claimsCopy.put(namespace, Collections.unmodifiableSortedMap(new TreeMap<>(named))));
        claims = Collections.unmodifiableSortedMap(claimsCopy);
        classes = Collections.unmodifiableSortedMap(new TreeMap<>(classes));
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        limitedDrivers = Collections.unmodifiableSortedSet(new TreeSet<>(limitedDrivers));
        capacities = List.copyOf(capacities);
        SortedMap<String, List<VolumeAttachment>> attachmentsCopy = new TreeMap<>();
        attachments.forEach((node, list) -> attachmentsCopy.put(node, List.copyOf(list)));
        attachments = Collections.unmodifiableSortedMap(attachmentsCopy);
    }

    /** The claim, or null. */
    public @Nullable VolumeClaim claim(String namespace, String name) {
        @Nullable SortedMap<String, VolumeClaim> named = claims.get(namespace);
        return named == null ? null : named.get(name);
    }

    /** The class that a claim names, or null. */
    public @Nullable StorageClass classOf(VolumeClaim claim) {
        return classes.get(claim.kind().storageClass());
    }
}
