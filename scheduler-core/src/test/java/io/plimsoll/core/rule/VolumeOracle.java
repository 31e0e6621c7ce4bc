package io.plimsoll.core.rule;

import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PersistentVolume;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.Storage;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.StorageNode;
import io.plimsoll.core.model.VolumeAttachment;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.model.VolumeClaim.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules about volumes computed anew from the pods on each node, one claim after the other, without anything prepared.
 * For pods of namespace {@code default} with claims and disks. An answer is the reasons, none when the node passes.
 */
final class VolumeOracle {

    private final Storage storage;
    private final Map<String, List<PodSpec>> podsByNode;

    VolumeOracle(Storage storage, Map<String, List<PodSpec>> podsByNode) {
        this.storage = storage;
        this.podsByNode = podsByNode;
    }

    Map<String, List<String>> answers(PodSpec pod, NodeSpec node) {
        Map<String, List<String>> answers = new TreeMap<>();
        answers.put("VolumeRestrictions", restrictions(pod, node));
        answers.put("NodeVolumeLimits", limits(pod, node));
        answers.put("VolumeBinding", binding(pod, node));
        answers.put("VolumeZone", zone(pod, node));
        answers.values().removeIf(List::isEmpty);
        return answers;
    }

    private List<String> restrictions(PodSpec pod, NodeSpec node) {
        for (VolumeClaim claim : claims(pod)) {
            if (claim == null) {
                return List.of(missing(pod));
            }
        }
        for (PodSpec other : podsByNode.getOrDefault(node.name(), List.of())) {
            for (PodVolume used : other.rules().volumes()) {
                for (PodVolume wanted : pod.rules().volumes()) {
                    if (used instanceof PodVolume.Disk one
                            && wanted instanceof PodVolume.Disk two
                            && one.conflictsWith(two)) {
                        return List.of("node(s) had no available disk");
                    }
                }
            }
        }
        for (List<PodSpec> others : podsByNode.values()) {
            for (PodSpec other : others) {
                for (VolumeClaim used : claims(other)) {
                    if (used != null && used.isForOnePod() && claims(pod).contains(used)) {
                        return List.of(
                                "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode"
                                        + " already in-use by another pod");
                    }
                }
            }
        }
        return List.of();
    }

    private List<String> limits(PodSpec pod, NodeSpec node) {
        if (claims(pod).contains(null)) {
            return List.of("looking up PVC default/" + firstMissing(pod) + ": " + missing(pod));
        }
        Map<String, String> fresh = new HashMap<>();
        claims(pod).forEach(claim -> addDriver(claim, fresh));
        Map<String, String> used = new HashMap<>();
        for (PodSpec other : podsByNode.getOrDefault(node.name(), List.of())) {
            claims(other).forEach(claim -> addDriver(claim, used));
        }
        fresh.keySet().removeAll(used.keySet());
        for (VolumeAttachment attachment : storage.attachments().getOrDefault(node.name(), List.of())) {
            PersistentVolume volume = storage.volumes().get(attachment.volume());
            if (volume != null) {
                used.put(attachment.attacher() + "/" + driverVolume(volume).handle(), attachment.attacher());
            }
        }
        StorageNode limits = storage.nodes().get(node.name());
        for (String driver : fresh.values()) {
            if (limits != null && limits.limits().containsKey(driver)) {
                long count = used.values().stream().filter(driver::equals).count()
                        + fresh.values().stream().filter(driver::equals).count();
                if (count > limits.limits().getOrDefault(driver, 0)) {
                    return List.of("node(s) exceed max volume count");
                }
            }
        }
        return List.of();
    }

    private void addDriver(@Nullable VolumeClaim claim, Map<String, String> drivers) {
        if (claim == null) {
            return;
        }
        PersistentVolume volume = storage.volumes().get(claim.volume());
        StorageClass storageClass = storage.classes().get(claim.kind().storageClass());
        if (volume != null) {
            String driver = driverVolume(volume).driver();
            drivers.put(driver + "/" + driverVolume(volume).handle(), driver);
        } else if (storageClass != null) {
            drivers.put("to be made for " + claim.name(), storageClass.provisioner());
        }
    }

    private List<String> zone(PodSpec pod, NodeSpec node) {
        String label = "topology.kubernetes.io/zone";
        boolean conflict = false;
        for (VolumeClaim claim : claims(pod)) {
            if (claim == null) {
                return List.of(missing(pod));
            }
            StorageClass storageClass = storage.classes().get(claim.kind().storageClass());
            if (claim.volume().isEmpty()) {
                if (storageClass == null) {
                    return List.of(
                            "storageclass.storage.k8s.io \"" + claim.kind().storageClass() + "\" not found");
                }
                if (!storageClass.waits()) {
                    return List.of("PersistentVolume had no name");
                }
            } else {
                PersistentVolume volume = storage.volumes().get(claim.volume());
                if (volume == null) {
                    return List.of("persistentvolume \"" + claim.volume() + "\" not found");
                }
                String zone = volume.labels().get(label);
                String here = node.labels().get(label);
                conflict |= zone != null
                        && here != null
                        && !List.of(zone.split("__", -1)).contains(here);
            }
        }
        return conflict ? List.of("node(s) had no available volume zone") : List.of();
    }

    private List<String> binding(PodSpec pod, NodeSpec node) {
        if (claims(pod).contains(null)) {
            return List.of(missing(pod));
        }
        List<VolumeClaim> waiting = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (VolumeClaim claim : claims(pod)) {
            StorageClass storageClass = storage.classes().get(claim.kind().storageClass());
            if (claim.state() == State.UNBOUND) {
                if (storageClass == null
                        || !storageClass.waits()
                        || !claim.volume().isEmpty()) {
                    return List.of("pod has unbound immediate PersistentVolumeClaims");
                }
                waiting.add(claim);
            } else if (reasons.isEmpty()) {
                PersistentVolume volume = storage.volumes().get(claim.volume());
                if (volume == null) {
                    reasons.add("node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)");
                } else if (!volume.topology().reaches(node.labels())) {
                    reasons.add("node(s) didn't match PersistentVolume's node affinity");
                }
            }
        }
        String unmet = unmet(waiting, node);
        if (!unmet.isEmpty()) {
            boolean first = reasons.isEmpty() || !reasons.get(0).contains("non-existent");
            reasons.add(first ? reasons.size() : 0, unmet);
        }
        return reasons;
    }

    private String unmet(List<VolumeClaim> waiting, NodeSpec node) {
        String none = "node(s) didn't find available persistent volumes to bind";
        List<VolumeClaim> toMake = new ArrayList<>();
        for (VolumeClaim claim : waiting) {
            if (claim.selectedNode() != null) {
                if (!claim.selectedNode().equals(node.name())) {
                    return none;
                }
                toMake.add(claim);
            }
        }
        Set<String> taken = new HashSet<>();
        waiting.sort(Comparator.comparingLong(VolumeClaim::bytes));
        for (VolumeClaim claim : waiting) {
            if (claim.selectedNode() == null) {
                String found = find(claim, node, taken);
                if (found.isEmpty()) {
                    toMake.add(claim);
                }
                taken.add(found);
            }
        }
        for (VolumeClaim claim : toMake) {
            StorageClass storageClass =
                    Objects.requireNonNull(storage.classes().get(claim.kind().storageClass()));
            if (storageClass.provisioner().equals(StorageClass.NO_PROVISIONER)
                    || !storageClass.topology().reaches(node.labels())) {
                return none;
            }
            if (claim.requestBytes() != null
                    && storage.limitedDrivers().contains(storageClass.provisioner())
                    && storage.capacities().stream()
                            .noneMatch(capacity -> capacity.storageClass().equals(storageClass.name())
                                    && capacity.suffices(claim.bytes(), node.labels()))) {
                return "node(s) did not have enough free storage";
            }
        }
        return "";
    }

    private String find(VolumeClaim claim, NodeSpec node, Set<String> taken) {
        PersistentVolume best = null;
        for (PersistentVolume volume : storage.volumes().values()) {
            boolean candidate = volume.capacityBytes() >= claim.bytes()
                    && volume.kind().storageClass().equals(claim.kind().storageClass())
                    && !taken.contains(volume.name());
            boolean reached = volume.topology().reaches(node.labels());
            if (candidate && volume.claim() != null && volume.claim().name().equals(claim.name())) {
                return reached ? volume.name() : "";
            }
            if (candidate
                    && reached
                    && volume.claim() == null
                    && volume.available()
                    && volume.kind().accessModes().containsAll(claim.kind().accessModes())
                    && (best == null || best.capacityBytes() > volume.capacityBytes())) {
                best = volume;
            }
        }
        return best == null ? "" : best.name();
    }

    private static DriverVolume driverVolume(PersistentVolume volume) {
        return Objects.requireNonNull(volume.driverVolume());
    }

    /** The claims of a pod, null for one that does not exist. */
    private List<VolumeClaim> claims(PodSpec pod) {
        List<VolumeClaim> claims = new ArrayList<>();
        for (PodVolume volume : pod.rules().volumes()) {
            if (volume instanceof PodVolume.Claim named) {
                claims.add(storage.claim("default", named.name()));
            }
        }
        return claims;
    }

    private String missing(PodSpec pod) {
        return "persistentvolumeclaim \"" + firstMissing(pod) + "\" not found";
    }

    private String firstMissing(PodSpec pod) {
        for (PodVolume volume : pod.rules().volumes()) {
            if (volume instanceof PodVolume.Claim named && storage.claim("default", named.name()) == null) {
                return named.name();
            }
        }
        return "";
    }
}
