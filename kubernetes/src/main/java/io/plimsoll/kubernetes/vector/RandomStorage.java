package io.plimsoll.kubernetes.vector;

import static io.plimsoll.kubernetes.vector.RandomJson.list;
import static io.plimsoll.kubernetes.vector.RandomJson.named;
import static io.plimsoll.kubernetes.vector.RandomJson.object;
import static io.plimsoll.kubernetes.vector.RandomJson.part;
import static io.plimsoll.kubernetes.vector.RandomJson.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random volumes and claims, who makes and attaches them, and pods that use them. */
final class RandomStorage {

    private static final String DRIVER = "csi.example.com";
    private static final String AWS = "kubernetes.io/aws-ebs";
    private static final int CLAIMS = 6;

    private final RandomJson random;
    private final List<Object> objects;
    private long bytes;

    /** Adds what it makes to the objects of a case. */
    RandomStorage(RandomJson random, List<Object> objects) {
        this.random = random;
        this.objects = objects;
    }

    void addTo(List<Map<String, Object>> nodes, List<Map<String, Object>> pods, Map<String, Object> pod) {
        addClasses();
        int claims = 1 + random.below(CLAIMS);
        String namespace = text(part(pod, "metadata"), "namespace");
        for (int i = 0; i < claims; i++) {
            addClaim("c" + i, namespace);
        }
        for (int i = random.below(4); i > 0; i--) {
            objects.add(volume("free" + i, className()));
        }
        use(pod, 60, claims);
        pods.forEach(one -> use(one, 20, claims));
        nodes.forEach(this::addNode);
        addCapacities();
    }

    private void addClasses() {
        Map<String, Object> zonal = named("storage.k8s.io/v1", "StorageClass", "zonal");
        zonal.put(
                "allowedTopologies",
                List.of(object(
                        "matchLabelExpressions",
                        List.of(object("key", RandomJson.ZONE, "values", List.of(zone(), zone()))))));
        objects.add(storageClass(zonal, DRIVER, true));
        objects.add(
                storageClass(named("storage.k8s.io/v1", "StorageClass", "wait"), "kubernetes.io/no-provisioner", true));
        objects.add(storageClass(named("storage.k8s.io/v1", "StorageClass", "dynamic"), DRIVER, true));
        objects.add(storageClass(named("storage.k8s.io/v1", "StorageClass", "ebs"), AWS, true));
        objects.add(storageClass(named("storage.k8s.io/v1", "StorageClass", "now"), DRIVER, false));
    }

    private static Map<String, Object> storageClass(Map<String, Object> object, String provisioner, boolean waits) {
        object.put("provisioner", provisioner);
        object.put("volumeBindingMode", waits ? "WaitForFirstConsumer" : "Immediate");
        return object;
    }

    private void addClaim(String name, String namespace) {
        String className = className();
        Map<String, Object> claim = named("v1", "PersistentVolumeClaim", name);
        part(claim, "metadata").put("namespace", namespace);
        part(claim, "metadata").put("uid", "uid-" + name);
        Map<String, Object> spec = part(claim, "spec");
        spec.put("storageClassName", className);
        spec.put("accessModes", List.of(accessMode()));
        if (random.chance(90)) {
            spec.put("resources", object("requests", object("storage", (1 + random.below(10)) + "Gi")));
        }
        if (random.chance(15)) {
            spec.put("volumeMode", "Block");
        }
        if (random.chance(15)) {
            spec.put("selector", object("matchLabels", object("speed", random.pick("fast", "slow"))));
        }
        Map<String, Object> annotations = part(part(claim, "metadata"), "annotations");
        boolean bound = random.chance(50);
        if (bound) {
            Map<String, Object> volume = volume("v" + name, className);
            part(volume, "spec").put("claimRef", reference(claim));
            part(volume, "status").put("phase", "Bound");
            if (random.chance(93)) {
                objects.add(volume);
            }
            spec.put("volumeName", "v" + name);
            if (random.chance(93)) {
                annotations.put("pv.kubernetes.io/bind-completed", "yes");
            }
        } else if (random.chance(15)) {
            Map<String, Object> volume = volume("r" + name, className);
            part(volume, "spec").put("claimRef", reference(claim));
            objects.add(volume);
        }
        if (!bound && random.chance(12)) {
            annotations.put("volume.kubernetes.io/selected-node", "n" + random.below(4));
        }
        if (random.chance(4)) {
            part(claim, "metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
        }
        String phase = random.chance(4) ? "Lost" : bound ? "Bound" : "Pending";
        claim.put("status", object("phase", phase));
        if (random.chance(96)) {
            objects.add(claim);
        }
    }

    private static Map<String, Object> reference(Map<String, Object> claim) {
        Map<String, Object> metadata = part(claim, "metadata");
        return object(
                "kind", "PersistentVolumeClaim",
                "namespace", text(metadata, "namespace"),
                "name", text(metadata, "name"),
                "uid", text(metadata, "uid"));
    }

    /** Sizes differ: which of two volumes of one size kube-scheduler takes is left to chance. */
    private Map<String, Object> volume(String name, String className) {
        Map<String, Object> volume = named("v1", "PersistentVolume", name);
        Map<String, Object> labels = part(part(volume, "metadata"), "labels");
        labels.put("speed", random.pick("fast", "slow"));
        if (random.chance(40)) {
            String label = random.chance(70) ? RandomJson.ZONE : "failure-domain.beta.kubernetes.io/zone";
            labels.put(label, random.chance(20) ? "z1__z2" : zone());
        }
        bytes += 1 + random.below(1000);
        Map<String, Object> spec = part(volume, "spec");
        spec.put("capacity", object("storage", String.valueOf((random.below(12) << 20) * 1024L + bytes)));
        spec.put("accessModes", List.of("ReadWriteOnce", accessMode()));
        spec.put("storageClassName", className);
        if (random.chance(15)) {
            spec.put("volumeMode", "Block");
        }
        if (random.chance(20)) {
            spec.put(
                    "awsElasticBlockStore",
                    object("volumeID", random.chance(50) ? "vol-" + name : "aws://z1/vol-" + name));
        } else {
            spec.put("csi", object("driver", DRIVER, "volumeHandle", "h" + name));
        }
        if (random.chance(50)) {
            List<Object> terms = new ArrayList<>();
            for (int i = 1 + random.below(2); i > 0; i--) {
                terms.add(object("matchExpressions", List.of(random.nodeExpression())));
            }
            terms.add(object(
                    "matchExpressions",
                    List.of(object("key", RandomJson.ZONE, "operator", "In", "values", List.of(zone())))));
            spec.put("nodeAffinity", object("required", object("nodeSelectorTerms", terms)));
        }
        if (random.chance(3)) {
            part(volume, "metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
        }
        volume.put("status", object("phase", random.chance(90) ? "Available" : "Released"));
        return volume;
    }

    private void use(Map<String, Object> pod, int percent, int claims) {
        List<Object> volumes = list(part(pod, "spec"), "volumes");
        for (int i = 0; i < claims; i++) {
            if (random.chance(percent)) {
                volumes.add(object("name", "c" + i, "persistentVolumeClaim", object("claimName", "c" + i)));
            }
        }
        if (random.chance(percent / 4)) {
            volumes.add(disk());
        }
        if (random.chance(percent / 10)) {
            volumes.add(
                    object("name", "scratch", "ephemeral", object("volumeClaimTemplate", object("spec", object()))));
            addOwnClaim(part(pod, "metadata"));
        }
    }

    private void addOwnClaim(Map<String, Object> owner) {
        Map<String, Object> claim = named("v1", "PersistentVolumeClaim", text(owner, "name") + "-scratch");
        Map<String, Object> metadata = part(claim, "metadata");
        metadata.put("namespace", text(owner, "namespace"));
        metadata.put("uid", "uid-" + text(metadata, "name"));
        metadata.put(
                "ownerReferences",
                List.of(object(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Pod",
                        "name",
                        text(owner, "name"),
                        "uid",
                        text(owner, "uid"),
                        "controller",
                        true)));
        claim.put("spec", object("storageClassName", "dynamic", "accessModes", List.of("ReadWriteOnce")));
        objects.add(claim);
    }

    private Map<String, Object> disk() {
        String id = "d" + random.below(2);
        boolean readOnly = random.chance(50);
        Map<String, Object> disk = new LinkedHashMap<>();
        disk.put("name", "disk");
        switch (random.below(6)) {
            case 0 -> disk.put("gcePersistentDisk", object("pdName", id, "readOnly", readOnly));
            case 1 -> disk.put("awsElasticBlockStore", object("volumeID", "vol-" + id, "readOnly", readOnly));
            case 2 ->
                disk.put("iscsi", object("targetPortal", "t", "iqn", "iqn:" + id, "lun", 0, "readOnly", readOnly));
            case 3 ->
                disk.put(
                        "rbd",
                        object(
                                "monitors", List.of(random.pick("m1", "m2"), "m" + (3 + random.below(2))),
                                "image", id,
                                "readOnly", readOnly));
            case 4 -> disk.put("cinder", object("volumeID", id));
            default -> disk.put("azureDisk", object("diskName", id, "diskURI", "/" + id, "kind", "Managed"));
        }
        return disk;
    }

    private void addNode(Map<String, Object> node) {
        String name = text(part(node, "metadata"), "name");
        if (random.chance(70)) {
            Map<String, Object> csiNode = named("storage.k8s.io/v1", "CSINode", name);
            List<Object> drivers = new ArrayList<>();
            for (String driver : List.of(DRIVER, "ebs.csi.aws.com", "disk.csi.azure.com")) {
                Map<String, Object> one = object("name", driver, "nodeID", name);
                if (random.chance(60)) {
                    one.put("allocatable", object("count", random.below(4)));
                }
                drivers.add(one);
            }
            csiNode.put("spec", object("drivers", drivers));
            if (random.chance(40)) {
                part(part(csiNode, "metadata"), "annotations").put("storage.alpha.kubernetes.io/migrated-plugins", AWS);
            }
            objects.add(csiNode);
        }
        if (random.chance(20)) {
            Map<String, Object> attachment = named("storage.k8s.io/v1", "VolumeAttachment", "at-" + name);
            attachment.put(
                    "spec",
                    object(
                            "attacher", DRIVER,
                            "nodeName", name,
                            "source", object("persistentVolumeName", "vc" + random.below(CLAIMS))));
            objects.add(attachment);
        }
    }

    private void addCapacities() {
        if (random.chance(40)) {
            Map<String, Object> driver = named("storage.k8s.io/v1", "CSIDriver", DRIVER);
            driver.put("spec", object("storageCapacity", random.chance(85)));
            objects.add(driver);
            for (int i = random.below(4); i > 0; i--) {
                Map<String, Object> capacity = named("storage.k8s.io/v1", "CSIStorageCapacity", "cap" + i);
                part(capacity, "metadata").put("namespace", "default");
                capacity.put("storageClassName", random.pick("dynamic", "zonal"));
                capacity.put("capacity", random.below(12) + "Gi");
                if (random.chance(20)) {
                    capacity.put("maximumVolumeSize", random.below(12) + "Gi");
                }
                if (random.chance(85)) {
                    boolean all = random.chance(25);
                    capacity.put(
                            "nodeTopology", all ? object() : object("matchLabels", object(RandomJson.ZONE, zone())));
                }
                objects.add(capacity);
            }
        }
    }

    private String className() {
        return random.pick("wait", "wait", "dynamic", "zonal", "ebs", "now");
    }

    private String accessMode() {
        return random.pick("ReadWriteOnce", "ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod");
    }

    private String zone() {
        return random.pick("z1", "z2", "z3");
    }
}
