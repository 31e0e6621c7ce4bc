package io.plimsoll.core.rule;

import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.StorageNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Counts the volumes of one node by driver, each once. Reused from node to node without being emptied. */
final class VolumeCount {

    private final AttachedVolumes volumes;
    /** By volume: the count in which it was last seen. */
    private int[] seenIn = new int[16];

    private int[] byDriver = new int[4];
    private int number;
    private boolean portworx;

    VolumeCount(AttachedVolumes volumes) {
        this.volumes = volumes;
    }

    /** Begins to count the volumes of a node. */
    void start(StorageNode node) {
        number++;
        portworx = node.migratedPlugins().contains(DriverVolume.PORTWORX);
        Arrays.fill(byDriver, 0);
    }

    /** Counts volumes that were not seen yet. */
    void addAll(int[] some) {
        for (int i = 0; i < some.length; i++) {
            int volume = some[i] >= 0 || !portworx ? some[i] : -1 - some[i];
            if (volume >= 0) {
                add(volume);
            }
        }
    }

    /** Keeps of some volumes those that would count and were not seen yet, each once, and returns how many. */
    int unseen(int[] some, int[] kept) {
        int count = 0;
        for (int i = 0; i < some.length; i++) {
            int volume = some[i] >= 0 || !portworx ? some[i] : -1 - some[i];
            if (volume >= 0 && !(volume < seenIn.length && seenIn[volume] == number)) {
                boolean twice = false;
                for (int k = 0; k < count; k++) {
                    twice |= kept[k] == volume;
                }
                if (!twice) {
                    kept[count++] = volume;
                }
            }
        }
        return count;
    }

    /** Whether a node can take these volumes beside those counted, attached or not: they count. */
    boolean fits(int[] more, int count, StorageNode node) {
        for (int i = 0; i < count; i++) {
            countFor(volumes.driver(more[i]));
        }
        for (int i = 0; i < count; i++) {
            int driver = volumes.driver(more[i]);
            @Nullable Integer limit = node.limits().get(volumes.driverName(driver));
            if (limit != null && byDriver[driver] > limit) {
                return false;
            }
        }
        return true;
    }

    private void add(int volume) {
        if (volume >= seenIn.length) {
            seenIn = Arrays.copyOf(seenIn, Math.max(volumes.count(), 2 * seenIn.length));
        }
        if (seenIn[volume] != number) {
            seenIn[volume] = number;
            countFor(volumes.driver(volume));
        }
    }

    private void countFor(int driver) {
        if (driver >= byDriver.length) {
            byDriver = Arrays.copyOf(byDriver, Math.max(volumes.driverCount(), 2 * byDriver.length));
        }
        byDriver[driver]++;
    }
}
