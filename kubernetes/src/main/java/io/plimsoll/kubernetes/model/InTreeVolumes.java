package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.plimsoll.core.model.DriverVolume;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.VolumeTopology;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Volumes of plugins that were once part of Kubernetes, as the CSI drivers know them that have taken over (Kubernetes
 * 1.34). A volume that a driver could not take over has an empty handle.
 */
final class InTreeVolumes {

    private static final String AWS = "kubernetes.io/aws-ebs";
    private static final String AZURE_DISK = "kubernetes.io/azure-disk";
    private static final String AZURE_FILE = "kubernetes.io/azure-file";
    private static final String CINDER = "kubernetes.io/cinder";
    private static final String GCE = "kubernetes.io/gce-pd";
    private static final String VSPHERE = "kubernetes.io/vsphere-volume";

    private static final Map<String, String> DRIVERS = Map.of(
            AWS,
            "ebs.csi.aws.com",
            AZURE_DISK,
            "disk.csi.azure.com",
            AZURE_FILE,
            "file.csi.azure.com",
            CINDER,
            "cinder.csi.openstack.org",
            GCE,
            "pd.csi.storage.gke.io",
            VSPHERE,
            "csi.vsphere.vmware.com",
            DriverVolume.PORTWORX,
            "pxd.portworx.com");

    /** The labels that drivers have in the place of Kubernetes' label of the zone. */
    private static final Map<String, String> ZONES = Map.of(
            AWS, "topology.ebs.csi.aws.com/zone",
            CINDER, "topology.cinder.csi.openstack.org/zone",
            GCE, "topology.gke.io/zone");

    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String REGION = "topology.kubernetes.io/region";
    private static final String OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";
    private static final String OLD_REGION = "failure-domain.beta.kubernetes.io/region";
    private static final String ANY = "UNSPECIFIED";
    private static final String SEPARATOR = "__";

    private InTreeVolumes() {}

    /** The driver that has taken over from a plugin; empty for none. */
    static String driverOf(String plugin) {
        return DRIVERS.getOrDefault(plugin, "");
    }

    /** A volume of a pod, or null when no driver has taken it over. */
    static @Nullable DriverVolume of(Volume volume) {
        if (volume.getGcePersistentDisk() != null) {
            return volume(GCE, zonal(ANY, volume.getGcePersistentDisk().getPdName()));
        }
        if (volume.getAwsElasticBlockStore() != null) {
            return volume(AWS, awsId(volume.getAwsElasticBlockStore().getVolumeID()));
        }
        if (volume.getAzureDisk() != null) {
            var disk = volume.getAzureDisk();
            return volume(AZURE_DISK, isManaged(disk.getKind()) ? disk.getDiskURI() : "");
        }
        if (volume.getCinder() != null) {
            return volume(CINDER, volume.getCinder().getVolumeID());
        }
        if (volume.getPortworxVolume() != null) {
            return volume(DriverVolume.PORTWORX, volume.getPortworxVolume().getVolumeID());
        }
        if (volume.getAzureFile() != null) {
            return volume(AZURE_FILE, "");
        }
        return volume.getVsphereVolume() != null ? volume(VSPHERE, "") : null;
    }

    /** A persistent volume, or null when no driver has taken it over. */
    static @Nullable DriverVolume of(PersistentVolume persistent) {
        PersistentVolumeSpec spec = persistent.getSpec();
        if (spec.getGcePersistentDisk() != null) {
            Map<String, String> labels =
                    NodeConverter.orEmpty(persistent.getMetadata().getLabels());
            return volume(GCE, gceHandle(labels, spec.getGcePersistentDisk().getPdName()));
        }
        if (spec.getAwsElasticBlockStore() != null) {
            return volume(AWS, awsId(spec.getAwsElasticBlockStore().getVolumeID()));
        }
        if (spec.getAzureDisk() != null) {
            var disk = spec.getAzureDisk();
            return volume(AZURE_DISK, isManaged(disk.getKind()) ? disk.getDiskURI() : "");
        }
        if (spec.getCinder() != null) {
            return volume(CINDER, spec.getCinder().getVolumeID());
        }
        return spec.getPortworxVolume() == null
                ? null
                : volume(DriverVolume.PORTWORX, spec.getPortworxVolume().getVolumeID());
    }

    /** From where a volume is reached on nodes where the driver has taken over. */
    static VolumeTopology topology(VolumeTopology own, DriverVolume volume, Map<String, String> volumeLabels) {
        @Nullable String driverZone = ZONES.get(volume.plugin());
        if (driverZone == null) {
            return own;
        }
        List<LabelSelector> terms = own.anyOf() == null ? List.of() : own.anyOf();
        boolean old = !names(terms, ZONE)
                && (names(terms, OLD_ZONE) || (!volumeLabels.containsKey(ZONE) && volumeLabels.containsKey(OLD_ZONE)));
        String zone = old ? OLD_ZONE : ZONE;
        @Nullable VolumeTopology replaced = own;
        if (names(terms, zone)) {
            replaced = new VolumeTopology(renamed(terms, zone, driverZone));
        } else if (volumeLabels.containsKey(zone)) {
            replaced = new VolumeTopology(within(terms, driverZone, volumeLabels.get(zone)));
        }
        List<LabelSelector> now = replaced.anyOf() == null ? List.of() : replaced.anyOf();
        return old && names(now, OLD_REGION) ? new VolumeTopology(renamed(now, OLD_REGION, REGION)) : replaced;
    }

    /** Only requirements with values count as naming a label. */
    private static boolean names(List<LabelSelector> terms, String label) {
        return terms.stream()
                .flatMap(term -> term.requirements().stream())
                .anyMatch(requirement -> requirement.key().equals(label));
    }

    private static List<LabelSelector> renamed(List<LabelSelector> terms, String label, String other) {
        List<LabelSelector> renamed = new ArrayList<>();
        for (LabelSelector term : terms) {
            List<Requirement> requirements = new ArrayList<>();
            for (Requirement one : term.requirements()) {
                requirements.add(one.key().equals(label) ? new Requirement(other, one.operator(), one.values()) : one);
            }
            renamed.add(new LabelSelector(term.matchLabels(), requirements));
        }
        return renamed;
    }

    private static @Nullable List<LabelSelector> within(List<LabelSelector> terms, String label, String zones) {
        SortedSet<String> values = new TreeSet<>();
        for (String zone : zones.split(SEPARATOR, -1)) {
            if (!zone.isBlank()) {
                values.add(zone.strip());
            }
        }
        if (values.isEmpty()) {
            return terms.isEmpty() ? null : terms;
        }
        List<LabelSelector> within = new ArrayList<>();
        for (LabelSelector term : terms.isEmpty() ? List.of(LabelSelector.of(Map.of())) : terms) {
            List<Requirement> requirements = new ArrayList<>(term.requirements());
            requirements.add(new Requirement(label, Operator.IN, values));
            within.add(new LabelSelector(term.matchLabels(), requirements));
        }
        return within;
    }

    private static DriverVolume volume(String plugin, @Nullable String handle) {
        return new DriverVolume(plugin, driverOf(plugin), NodeConverter.orEmpty(handle));
    }

    private static boolean isManaged(@Nullable String kind) {
        return kind == null || kind.equalsIgnoreCase("Managed");
    }

    /** An id may be written as a URL with the zone. */
    private static String awsId(String id) {
        if (!id.startsWith("aws://")) {
            return id;
        }
        try {
            @Nullable String path = new URI(id).getPath();
            String trimmed = path == null ? "" : path.replaceAll("^/+|/+$", "");
            return trimmed.startsWith("vol-") && !trimmed.contains("/") ? trimmed : "";
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String gceHandle(Map<String, String> labels, String disk) {
        String label = labels.getOrDefault(OLD_ZONE, "");
        label = label.isEmpty() ? labels.getOrDefault(ZONE, "") : label;
        String[] zones = label.split(SEPARATOR, -1);
        if (zones.length == 1) {
            return zonal(label.isEmpty() ? ANY : label, disk);
        }
        SortedSet<String> regions = new TreeSet<>();
        for (String zone : zones) {
            if (zone.split("-", -1).length != 3) {
                return "";
            }
            regions.add(zone.substring(0, zone.lastIndexOf('-')));
        }
        return regions.size() > 1 ? "" : "projects/" + ANY + "/regions/" + regions.first() + "/disks/" + disk;
    }

    private static String zonal(String zone, String disk) {
        return "projects/" + ANY + "/zones/" + zone + "/disks/" + disk;
    }
}
