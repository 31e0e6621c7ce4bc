package io.plimsoll.core.rule;

import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.PersistentVolume;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.VolumeAttachment;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.PodClass;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the volumes that drivers attach and remembers which of them the pods of a class bring and which are attached to
 * a node. Valid for one version of the objects.
 *
 * <p>A volume that counts only where Portworx has been taken over is given as {@code -1 - number}.
 */
final class AttachedVolumes {

    private static final int[] NONE = {};

    private final PluginContext context;
    private final Storage storage;
    private final long version;
    /** By unique name: the number, alone in an array. */
    private final Map<String, int[]> numbers = new HashMap<>();

    private final Map<String, int[]> driverNumbers = new HashMap<>();
    private String[] drivers = new String[4];
    private int[] driverOf = new int[16];
    /** By class number; null for what was not asked for yet. */
    private @Nullable Volumes[] byClass = new Volumes[16];

    private final Map<String, int[]> attached = new HashMap<>();

    /** What pods of a class bring. */
    private static final class Volumes {

        private final int[] numbers;

        Volumes(int[] numbers) {
            this.numbers = numbers;
        }
    }

    AttachedVolumes(PluginContext context) {
        this.context = context;
        this.storage = context.objects().storage();
        this.version = context.objectsVersion();
    }

    boolean isOf(PluginContext other) {
        return context == other && version == other.objectsVersion();
    }

    /** One more than the largest number so far. */
    int count() {
        return numbers.size();
    }

    int driverCount() {
        return driverNumbers.size();
    }

    /** The number of a volume's driver. */
    int driver(int volume) {
        return driverOf[volume];
    }

    String driverName(int driver) {
        return drivers[driver];
    }

    /** The volumes of a pod of the class, as far as they are known. Do not change. */
    int[] of(PodClass podClass) {
        List<PodVolume> volumes = podClass.rules().volumes();
        if (volumes.isEmpty()) {
            return NONE;
        }
        int id = podClass.id();
        if (id >= byClass.length) {
            byClass = Arrays.copyOf(byClass, Math.max(id + 1, 2 * byClass.length));
        }
        @Nullable Volumes known = byClass[id];
        if (known == null) {
            known = new Volumes(find(volumes, podClass.namespace()));
            byClass[id] = known;
        }
        return known.numbers;
    }

    /** The volumes attached to a node, whether pods on it use them or not. Do not change. */
    int[] attachedTo(String node) {
        int[] known = attached.get(node);
        if (known == null) {
            List<VolumeAttachment> attachments = storage.attachments().getOrDefault(node, List.of());
            int[] found = new int[attachments.size()];
            int count = 0;
            for (VolumeAttachment attachment : attachments) {
                @Nullable PersistentVolume volume = storage.volumes().get(attachment.volume());
                @Nullable DriverVolume own = volume == null ? null : volume.driverVolume();
                if (own != null
                        && own.plugin().isEmpty()
                        && !attachment.attacher().isEmpty()) {
                    found[count++] = number(DriverVolume.of(attachment.attacher(), own.handle()));
                }
            }
            known = Arrays.copyOf(found, count);
            attached.put(node, known);
        }
        return known;
    }

    private int[] find(List<PodVolume> volumes, String namespace) {
        int[] found = new int[volumes.size()];
        int count = 0;
        for (PodVolume volume : volumes) {
            @Nullable DriverVolume one = volume(volume, namespace);
            if (one != null && one.mayCount()) {
                int number = number(one);
                found[count++] = one.plugin().equals(DriverVolume.PORTWORX) ? -1 - number : number;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private @Nullable DriverVolume volume(PodVolume volume, String namespace) {
        if (volume instanceof PodVolume.InTree inTree) {
            return inTree.volume();
        }
        @Nullable String name = Claims.name(volume);
        @Nullable VolumeClaim claim = name == null ? null : storage.claim(namespace, name);
        if (claim == null || Claims.notOwned(volume, claim) != null) {
            return null;
        }
        @Nullable PersistentVolume persistent = storage.volumes().get(claim.volume());
        if (persistent != null) {
            return persistent.driverVolume();
        }
        @Nullable StorageClass storageClass = storage.classOf(claim);
        return storageClass == null ? null : storageClass.unmade(claim);
    }

    private int number(DriverVolume volume) {
        String name = volume.uniqueName();
        int[] known = numbers.get(name);
        if (known == null) {
            known = new int[] {numbers.size()};
            numbers.put(name, known);
            if (known[0] == driverOf.length) {
                driverOf = Arrays.copyOf(driverOf, 2 * driverOf.length);
            }
            driverOf[known[0]] = driverNumber(volume.driver());
        }
        return known[0];
    }

    private int driverNumber(String driver) {
        int[] known = driverNumbers.get(driver);
        if (known == null) {
            known = new int[] {driverNumbers.size()};
            driverNumbers.put(driver, known);
            if (known[0] == drivers.length) {
                drivers = Arrays.copyOf(drivers, 2 * drivers.length);
            }
            drivers[known[0]] = driver;
        }
        return known[0];
    }
}
