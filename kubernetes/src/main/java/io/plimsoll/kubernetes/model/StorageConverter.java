package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.CSINodeDriver;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PersistentVolume;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageCapacity;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.StorageNode;
import io.plimsoll.core.model.VolumeAttachment;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.model.VolumeKind;
import io.plimsoll.core.model.VolumeTopology;
import io.plimsoll.kubernetes.input.Quantities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What rules read of volumes and of those who make and attach them, with the defaults of the API server. A volume that does
 * not say how far it is counts as available, which is what becomes of it within a moment.
 */
final class StorageConverter {

    private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
    private static final String BOUND_ANNOTATION = "pv.kubernetes.io/bind-completed";
    private static final String NODE_ANNOTATION = "volume.kubernetes.io/selected-node";
    private static final String MIGRATED_ANNOTATION = "storage.alpha.kubernetes.io/migrated-plugins";
    private static final String STORAGE = "storage";

    private final SortedMap<String, PersistentVolume> volumes = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, VolumeClaim>> claims = new TreeMap<>();
    private final SortedMap<String, StorageClass> classes = new TreeMap<>();
    private final SortedMap<String, StorageNode> nodes = new TreeMap<>();
    private final SortedSet<String> limitedDrivers = new TreeSet<>();
    private final List<StorageCapacity> capacities = new ArrayList<>();
    private final SortedMap<String, List<VolumeAttachment>> attachments = new TreeMap<>();

    private StorageConverter() {}

    /** The objects; those of other kinds are left out. */
    static Storage convert(Collection<? extends HasMetadata> objects) {
        StorageConverter converter = new StorageConverter();
        objects.forEach(converter::add);
        return new Storage(
                converter.volumes,
                converter.claims,
                converter.classes,
                converter.nodes,
                converter.limitedDrivers,
                converter.capacities,
                converter.attachments);
    }

    private void add(HasMetadata object) {
        if (object instanceof io.fabric8.kubernetes.api.model.PersistentVolume volume) {
            PersistentVolume converted = volume(volume);
            volumes.put(converted.name(), converted);
        } else if (object instanceof io.fabric8.kubernetes.api.model.PersistentVolumeClaim claim) {
            VolumeClaim converted = claim(claim);
            claims.computeIfAbsent(converted.namespace(), namespace -> new TreeMap<>())
                    .put(converted.name(), converted);
        } else if (object instanceof io.fabric8.kubernetes.api.model.storage.StorageClass storageClass) {
            StorageClass converted = storageClass(storageClass);
            classes.put(converted.name(), converted);
        } else if (object instanceof CSINode node) {
            nodes.put(node.getMetadata().getName(), node(node));
        } else if (object instanceof CSIDriver driver) {
            if (driver.getSpec() != null && Boolean.TRUE.equals(driver.getSpec().getStorageCapacity())) {
                limitedDrivers.add(driver.getMetadata().getName());
            }
        } else if (object instanceof CSIStorageCapacity capacity) {
            capacities.add(capacity(capacity));
        } else if (object instanceof io.fabric8.kubernetes.api.model.storage.VolumeAttachment attachment) {
            add(attachment);
        }
    }

    private void add(io.fabric8.kubernetes.api.model.storage.VolumeAttachment attachment) {
        var spec = attachment.getSpec();
        if (spec != null && spec.getSource() != null && spec.getSource().getPersistentVolumeName() != null) {
            attachments
                    .computeIfAbsent(NodeConverter.orEmpty(spec.getNodeName()), node -> new ArrayList<>())
                    .add(new VolumeAttachment(
                            NodeConverter.orEmpty(spec.getAttacher()),
                            spec.getSource().getPersistentVolumeName()));
        }
    }

    private static PersistentVolume volume(io.fabric8.kubernetes.api.model.PersistentVolume volume) {
        var spec = volume.getSpec();
        Map<String, String> labels = NodeConverter.orEmpty(volume.getMetadata().getLabels());
        VolumeKind kind = new VolumeKind(
                className(volume, spec.getStorageClassName()),
                NodeConverter.orEmpty(spec.getVolumeAttributesClassName()),
                mode(spec.getVolumeMode()),
                new TreeSet<>(spec.getAccessModes()));
        @Nullable Long capacity = bytes(spec.getCapacity());
        @Nullable
        String phase = volume.getStatus() == null ? null : volume.getStatus().getPhase();
        VolumeTopology topology = topology(spec.getNodeAffinity());
        @Nullable
        DriverVolume driverVolume = spec.getCsi() == null
                ? InTreeVolumes.of(volume)
                : DriverVolume.of(spec.getCsi().getDriver(), spec.getCsi().getVolumeHandle());
        return new PersistentVolume(
                volume.getMetadata().getName(),
                new TreeMap<>(labels),
                kind,
                capacity == null ? 0 : capacity,
                phase == null || phase.equals("Available"),
                volume.getMetadata().getDeletionTimestamp() != null,
                reference(spec.getClaimRef()),
                topology,
                driverVolume,
                driverVolume == null ? topology : InTreeVolumes.topology(topology, driverVolume, labels));
    }

    private static PersistentVolume.@Nullable ClaimReference reference(@Nullable ObjectReference claim) {
        return claim == null
                ? null
                : new PersistentVolume.ClaimReference(
                        NodeConverter.orEmpty(claim.getNamespace()),
                        NodeConverter.orEmpty(claim.getName()),
                        NodeConverter.orEmpty(claim.getUid()));
    }

    private static VolumeClaim claim(io.fabric8.kubernetes.api.model.PersistentVolumeClaim claim) {
        var spec = claim.getSpec();
        var metadata = claim.getMetadata();
        Map<String, String> annotations = NodeConverter.orEmpty(metadata.getAnnotations());
        @Nullable String namespace = metadata.getNamespace();
        VolumeKind kind = new VolumeKind(
                className(claim, spec.getStorageClassName()),
                NodeConverter.orEmpty(spec.getVolumeAttributesClassName()),
                mode(spec.getVolumeMode()),
                new TreeSet<>(spec.getAccessModes()));
        String ownerUid = metadata.getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .map(OwnerReference::getUid)
                .findFirst()
                .orElse("");
        return new VolumeClaim(
                namespace == null || namespace.isEmpty() ? "default" : namespace,
                metadata.getName(),
                NodeConverter.orEmpty(metadata.getUid()),
                kind,
                spec.getResources() == null ? null : bytes(spec.getResources().getRequests()),
                spec.getSelector() == null ? null : Selectors.labels(spec.getSelector()),
                NodeConverter.orEmpty(spec.getVolumeName()),
                state(claim),
                annotations.get(NODE_ANNOTATION),
                NodeConverter.orEmpty(ownerUid));
    }

    private static VolumeClaim.State state(io.fabric8.kubernetes.api.model.PersistentVolumeClaim claim) {
        if (claim.getStatus() != null && "Lost".equals(claim.getStatus().getPhase())) {
            return VolumeClaim.State.LOST;
        }
        if (claim.getMetadata().getDeletionTimestamp() != null) {
            return VolumeClaim.State.DELETING;
        }
        boolean completed =
                NodeConverter.orEmpty(claim.getMetadata().getAnnotations()).containsKey(BOUND_ANNOTATION);
        boolean named = !NodeConverter.orEmpty(claim.getSpec().getVolumeName()).isEmpty();
        return completed && named ? VolumeClaim.State.BOUND : VolumeClaim.State.UNBOUND;
    }

    private static StorageClass storageClass(io.fabric8.kubernetes.api.model.storage.StorageClass storageClass) {
        String provisioner = NodeConverter.orEmpty(storageClass.getProvisioner());
        List<LabelSelector> allowed = new ArrayList<>();
        for (TopologySelectorTerm term : storageClass.getAllowedTopologies()) {
            if (!term.getMatchLabelExpressions().isEmpty()) {
                allowed.add(Selectors.topology(term));
            }
        }
        boolean everywhere = storageClass.getAllowedTopologies().isEmpty();
        return new StorageClass(
                storageClass.getMetadata().getName(),
                provisioner,
                "WaitForFirstConsumer".equals(storageClass.getVolumeBindingMode()),
                everywhere ? VolumeTopology.EVERYWHERE : new VolumeTopology(allowed),
                InTreeVolumes.driverOf(provisioner));
    }

    private static StorageNode node(CSINode node) {
        SortedMap<String, Integer> limits = new TreeMap<>();
        if (node.getSpec() != null) {
            for (CSINodeDriver driver : node.getSpec().getDrivers()) {
                @Nullable
                Integer count = driver.getAllocatable() == null
                        ? null
                        : driver.getAllocatable().getCount();
                if (count != null) {
                    limits.put(driver.getName(), count);
                }
            }
        }
        @Nullable
        String migrated =
                NodeConverter.orEmpty(node.getMetadata().getAnnotations()).get(MIGRATED_ANNOTATION);
        return new StorageNode(
                limits, new TreeSet<>(List.of(NodeConverter.orEmpty(migrated).split(",", -1))));
    }

    private static StorageCapacity capacity(CSIStorageCapacity capacity) {
        @Nullable Quantity largest = capacity.getMaximumVolumeSize();
        largest = largest == null ? capacity.getCapacity() : largest;
        return new StorageCapacity(
                NodeConverter.orEmpty(capacity.getStorageClassName()),
                largest == null ? -1 : Quantities.whole(Quantities.exact(largest)),
                capacity.getNodeTopology() == null ? null : Selectors.labels(capacity.getNodeTopology()));
    }

    private static String className(HasMetadata object, @Nullable String given) {
        @Nullable
        String annotated =
                NodeConverter.orEmpty(object.getMetadata().getAnnotations()).get(CLASS_ANNOTATION);
        return annotated == null ? NodeConverter.orEmpty(given) : annotated;
    }

    private static String mode(@Nullable String given) {
        return given == null ? "Filesystem" : given;
    }

    private static @Nullable Long bytes(@Nullable Map<String, Quantity> quantities) {
        @Nullable Quantity quantity = quantities == null ? null : quantities.get(STORAGE);
        return quantity == null ? null : Quantities.whole(Quantities.exact(quantity));
    }

    private static VolumeTopology topology(io.fabric8.kubernetes.api.model.@Nullable VolumeNodeAffinity affinity) {
        if (affinity == null || affinity.getRequired() == null) {
            return VolumeTopology.EVERYWHERE;
        }
        List<LabelSelector> terms = new ArrayList<>();
        for (NodeSelectorTerm term : affinity.getRequired().getNodeSelectorTerms()) {
            if (!term.getMatchExpressions().isEmpty() || !term.getMatchFields().isEmpty()) {
                terms.add(Selectors.nodeLabels(term));
            }
        }
        return new VolumeTopology(terms);
    }
}
