package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.RBDVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PodVolume.DiskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Volumes of pods that say something about where the pod may run. */
final class VolumeConverter {

    private static final String DEFAULT_POOL = "rbd";

    private VolumeConverter() {}

    /** The volumes of a pod, in its order. */
    static List<PodVolume> convert(Pod pod) {
        List<PodVolume> converted = new ArrayList<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (volume.getPersistentVolumeClaim() != null) {
                converted.add(
                        new PodVolume.Claim(volume.getPersistentVolumeClaim().getClaimName()));
            } else if (volume.getEphemeral() != null) {
                String name = pod.getMetadata().getName();
                String uid = NodeConverter.orEmpty(pod.getMetadata().getUid());
                converted.add(new PodVolume.Ephemeral(name + "-" + volume.getName(), name, uid));
            } else {
                addDisk(volume, converted);
                @Nullable DriverVolume inTree = InTreeVolumes.of(volume);
                if (inTree != null) {
                    converted.add(new PodVolume.InTree(inTree));
                }
            }
        }
        return converted;
    }

    private static void addDisk(Volume volume, List<PodVolume> converted) {
        if (volume.getGcePersistentDisk() != null) {
            var disk = volume.getGcePersistentDisk();
            converted.add(disk(DiskKind.GCE, disk.getPdName(), disk.getReadOnly()));
        } else if (volume.getAwsElasticBlockStore() != null) {
            var disk = volume.getAwsElasticBlockStore();
            converted.add(disk(DiskKind.AWS, disk.getVolumeID(), disk.getReadOnly()));
        } else if (volume.getIscsi() != null) {
            var disk = volume.getIscsi();
            converted.add(disk(DiskKind.ISCSI, disk.getIqn(), disk.getReadOnly()));
        } else if (volume.getRbd() != null) {
            RBDVolumeSource disk = volume.getRbd();
            String pool = disk.getPool() == null ? DEFAULT_POOL : disk.getPool();
            converted.add(new PodVolume.Disk(
                    DiskKind.RBD,
                    pool + "/" + disk.getImage(),
                    new TreeSet<>(disk.getMonitors()),
                    Boolean.TRUE.equals(disk.getReadOnly())));
        }
    }

    private static PodVolume disk(DiskKind kind, @Nullable String id, @Nullable Boolean readOnly) {
        return new PodVolume.Disk(kind, NodeConverter.orEmpty(id), new TreeSet<>(), Boolean.TRUE.equals(readOnly));
    }
}
