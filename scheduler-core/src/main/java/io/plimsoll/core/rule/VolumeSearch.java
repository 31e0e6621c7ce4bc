package io.plimsoll.core.rule;

import io.plimsoll.core.model.PersistentVolume;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageCapacity;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.StorageNode;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.NodeTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the volumes of some claims, node by node. What does not depend on the node is sorted out before: each claim
 * that waits has its volumes in the order in which they are tried, the one reserved for it first, then by size. Claims are
 * served smallest first, and a claim that finds no volume may have one made.
 *
 * <p>Where kube-scheduler tries volumes of equal size in no particular order, the name decides here.
 */
final class VolumeSearch implements NodeFilter {

    static final int OUT_OF_REACH = 0;
    static final int NONE_FOUND = 1;
    static final int NO_SPACE = 2;
    static final int GONE = 3;
    static final int REFUSED = 4;

    private final NodeTable nodes;
    private final Map<String, StorageNode> storageNodes;
    private final List<@Nullable PersistentVolume> bound = new ArrayList<>();
    /** Claims for which somebody has begun to make a volume. */
    private final List<Waiting> begun = new ArrayList<>();

    private final List<Waiting> waiting = new ArrayList<>();
    private final List<PersistentVolume> taken = new ArrayList<>();

    /** A claim without a volume. */
    private record Waiting(
            VolumeClaim claim,
            List<PersistentVolume> candidates,
            StorageClass storageClass,
            boolean limited,
            List<StorageCapacity> capacities) {}

    VolumeSearch(List<VolumeClaim> claims, PluginContext context) {
        Storage storage = context.objects().storage();
        nodes = context.nodes();
        storageNodes = storage.nodes();
        for (VolumeClaim claim : claims) {
            @Nullable StorageClass storageClass = storage.classOf(claim);
            if (claim.state() == VolumeClaim.State.BOUND) {
                bound.add(storage.volumes().get(claim.volume()));
            } else if (storageClass != null) {
                (claim.selectedNode() == null ? waiting : begun).add(waiting(claim, storageClass, storage));
            }
        }
        waiting.sort(Comparator.comparingLong(one -> one.claim().bytes()));
    }

    @Override
    public long verdict(int node) {
        Map<String, String> labels = nodes.spec(node).labels();
        String name = nodes.name(node);
        long reasons = reach(labels, storageNodes.get(name)) | search(labels, name);
        return reasons == PASS ? PASS : reasons | UNRESOLVABLE;
    }

    private long reach(Map<String, String> labels, @Nullable StorageNode storageNode) {
        for (int i = 0; i < bound.size(); i++) {
            @Nullable PersistentVolume volume = bound.get(i);
            if (volume == null) {
                return 1L << GONE;
            }
            if (!volume.topology(storageNode).reaches(labels)) {
                return 1L << OUT_OF_REACH;
            }
        }
        return PASS;
    }

    private long search(Map<String, String> labels, String node) {
        for (int i = 0; i < begun.size(); i++) {
            if (!node.equals(begun.get(i).claim().selectedNode())) {
                return 1L << NONE_FOUND;
            }
        }
        long begunReasons = PASS;
        for (int i = 0; i < begun.size() && begunReasons == PASS; i++) {
            begunReasons = provision(begun.get(i), labels);
        }
        if (begunReasons != PASS) {
            return begunReasons;
        }
        taken.clear();
        for (int i = 0; i < waiting.size(); i++) {
            Waiting one = waiting.get(i);
            @Nullable PersistentVolume found = find(one, labels);
            if (found != null) {
                taken.add(found);
            } else {
                long reasons = provision(one, labels);
                if (reasons != PASS) {
                    return reasons;
                }
            }
        }
        return PASS;
    }

    private @Nullable PersistentVolume find(Waiting one, Map<String, String> labels) {
        List<PersistentVolume> candidates = one.candidates();
        for (int i = 0; i < candidates.size(); i++) {
            PersistentVolume volume = candidates.get(i);
            if (!isTaken(volume)) {
                if (volume.topology().reaches(labels)) {
                    return volume;
                }
                if (volume.claim() != null) {
                    // What is reserved for the claim is its volume, and no other.
                    return null;
                }
            }
        }
        return null;
    }

    private boolean isTaken(PersistentVolume volume) {
        for (int i = 0; i < taken.size(); i++) {
            if (taken.get(i).name().equals(volume.name())) {
                return true;
            }
        }
        return false;
    }

    private static long provision(Waiting one, Map<String, String> labels) {
        StorageClass storageClass = one.storageClass();
        if (!storageClass.provisions() || !storageClass.topology().reaches(labels)) {
            return 1L << NONE_FOUND;
        }
        if (!one.limited()) {
            return PASS;
        }
        for (int i = 0; i < one.capacities().size(); i++) {
            if (one.capacities().get(i).suffices(one.claim().bytes(), labels)) {
                return PASS;
            }
        }
        return 1L << NO_SPACE;
    }

    private static Waiting waiting(VolumeClaim claim, StorageClass storageClass, Storage storage) {
        List<PersistentVolume> candidates = new ArrayList<>();
        for (PersistentVolume volume : storage.volumes().values()) {
            if (mayTake(claim, volume)) {
                candidates.add(volume);
            }
        }
        // Without a claim of its own sorts behind; the sort keeps names in order.
        candidates.sort(Comparator.comparing((PersistentVolume volume) -> volume.claim() == null)
                .thenComparingLong(volume -> volume.claim() == null ? volume.capacityBytes() : 0));
        boolean limited =
                claim.requestBytes() != null && storage.limitedDrivers().contains(storageClass.provisioner());
        List<StorageCapacity> capacities = new ArrayList<>();
        for (StorageCapacity capacity : storage.capacities()) {
            if (capacity.storageClass().equals(storageClass.name())) {
                capacities.add(capacity);
            }
        }
        return new Waiting(claim, candidates, storageClass, limited, capacities);
    }

    private static boolean mayTake(VolumeClaim claim, PersistentVolume volume) {
        boolean sameKind = volume.kind().storageClass().equals(claim.kind().storageClass())
                && volume.kind().mode().equals(claim.kind().mode())
                && volume.kind().attributesClass().equals(claim.kind().attributesClass());
        if (!sameKind || volume.deleting() || volume.capacityBytes() < claim.bytes()) {
            return false;
        }
        if (volume.claim() != null) {
            return volume.isFor(claim);
        }
        return volume.available()
                && (claim.selector() == null || claim.selector().matches(volume.labels()))
                && volume.kind().accessModes().containsAll(claim.kind().accessModes());
    }
}
