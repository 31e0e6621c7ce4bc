package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Volume;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PodVolume.DiskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Volumes of pods that say something about where the pod may run. */
final class VolumeConverter {

    private VolumeConverter() {}

    /** The volumes of a pod of this name. */
    static List<PodVolume> convert(List<Volume> volumes, String podName) {
        List<PodVolume> converted = new ArrayList<>();
        for (Volume volume : volumes) {
            if (volume.getPersistentVolumeClaim() != null) {
                converted.add(
                        new PodVolume.Claim(volume.getPersistentVolumeClaim().getClaimName(), false));
            } else if (volume.getEphemeral() != null) {
                converted.add(new PodVolume.Claim(podName + "-" + volume.getName(), true));
            } else if (volume.getCsi() != null) {
                converted.add(new PodVolume.Inline(volume.getCsi().getDriver()));
            } else if (volume.getGcePersistentDisk() != null) {
                var disk = volume.getGcePersistentDisk();
                converted.add(disk(DiskKind.GCE, disk.getPdName(), disk.getReadOnly()));
            } else if (volume.getAwsElasticBlockStore() != null) {
                var disk = volume.getAwsElasticBlockStore();
                converted.add(disk(DiskKind.AWS, disk.getVolumeID(), disk.getReadOnly()));
            } else if (volume.getIscsi() != null) {
                var disk = volume.getIscsi();
                converted.add(disk(DiskKind.ISCSI, disk.getIqn(), disk.getReadOnly()));
            } else if (volume.getRbd() != null) {
                var disk = volume.getRbd();
                SortedSet<String> monitors = new TreeSet<>(disk.getMonitors());
                String pool = disk.getPool() == null ? "rbd" : disk.getPool();
                boolean readOnly = Boolean.TRUE.equals(disk.getReadOnly());
                converted.add(new PodVolume.Disk(DiskKind.RBD, pool + "/" + disk.getImage(), monitors, readOnly));
            }
        }
        return converted;
    }

    private static PodVolume disk(DiskKind kind, String id, @Nullable Boolean readOnly) {
        return new PodVolume.Disk(kind, id, new TreeSet<>(), Boolean.TRUE.equals(readOnly));
    }
}
