package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PersistentVolume;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PodVolume.Disk;
import io.plimsoll.core.model.PodVolume.DiskKind;
import io.plimsoll.core.model.StorageCapacity;
import io.plimsoll.core.model.StorageClass;
import io.plimsoll.core.model.VolumeAttachment;
import io.plimsoll.core.model.VolumeClaim;
import io.plimsoll.core.model.VolumeClaim.State;
import io.plimsoll.core.model.VolumeKind;
import io.plimsoll.core.model.VolumeTopology;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.state.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random clusters in which pods, nodes and objects come, go and change, against rules computed anew after each change. */
class VolumeChurnTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261124);
    private static final int CLUSTERS = 60;
    private static final int STEPS = 120;
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final List<String> CLASSES = List.of("wait", "wait", "dynamic", "now", "nope");

    private Random random = new Random(SEED);
    private Cluster cluster = new Cluster();
    private VolumeScene storage = new VolumeScene();
    private List<Integer> bound = new ArrayList<>();
    private int named;

    @Test
    void rulesAboutVolumesSayWhatTheyWouldSayAnew() {
        int feasible = 0;
        int refused = 0;
        for (int run = 0; run < CLUSTERS; run++) {
            random = new Random(SEED + run);
            cluster = new Cluster();
            storage = new VolumeScene();
            bound = new ArrayList<>();
            Profile profile = new Profile(
                    "volumes",
                    List.of(
                            new VolumeRestrictionFilter(),
                            new VolumeLimitFilter(),
                            new VolumeBindingFilter(),
                            new VolumeZoneFilter()),
                    List.of(),
                    NodeChoice.FIRST,
                    new LowestFit());
            Scheduler scheduler = new Scheduler(cluster, profile, 1);
            for (int node = 0; node < 6; node++) {
                addNode();
            }
            changeObjects(40);
            for (int step = 0; step < STEPS; step++) {
                change();
                PodSpec pod = pod();
                int number = cluster.addPod(pod);
                int chosen = scheduler.decide(number);
                String hint = "step " + step + ", replay with -Dplimsoll.seed=" + (SEED + run);
                assertThat(chosen).as(hint).isEqualTo(expected(scheduler.explain(pod), pod, hint));
                feasible += chosen >= 0 ? 1 : 0;
                refused += chosen >= 0 ? 0 : 1;
                cluster.removePod(number);
            }
        }
        assertThat(feasible).isGreaterThan(CLUSTERS * STEPS / 10);
        assertThat(refused).isGreaterThan(CLUSTERS * STEPS / 10);
    }

    /** Compares every rule on every node and returns the first node that passes. */
    private int expected(Explanation explanation, PodSpec pod, String hint) {
        Map<String, List<PodSpec>> podsByNode = new TreeMap<>();
        for (Explanation.NodeReport node : explanation.nodes()) {
            podsByNode.put(node.node(), new ArrayList<>());
        }
        for (int number : bound) {
            String node = cluster.nodes().name(cluster.pods().node(number));
            podsByNode
                    .computeIfAbsent(node, none -> new ArrayList<>())
                    .add(cluster.pods().spec(number));
        }
        VolumeOracle oracle = new VolumeOracle(cluster.objects().storage(), podsByNode);
        int first = Scheduler.UNSCHEDULABLE;
        for (Explanation.NodeReport report : explanation.nodes()) {
            int node = cluster.nodes().find(report.node());
            Map<String, List<String>> answers = new TreeMap<>();
            report.objections().forEach(objection -> answers.put(objection.filter(), objection.reasons()));
            assertThat(answers)
                    .as(hint + ", node " + report.node() + ", pod "
                            + pod.rules().volumes())
                    .isEqualTo(oracle.answers(pod, cluster.nodes().spec(node)));
            first = first == Scheduler.UNSCHEDULABLE && answers.isEmpty() ? node : first;
        }
        return first;
    }

    private void change() {
        switch (random.nextInt(8)) {
            case 0 -> addNode();
            case 1 -> removeNode();
            case 2 -> {
                int node = random.nextInt(cluster.nodes().slots());
                if (cluster.nodes().exists(node)) {
                    cluster.describeNode(node, cluster.nodes().spec(node).withLabels(labels()));
                }
            }
            case 3, 4 -> changeObjects(1 + random.nextInt(3));
            case 5 -> {
                if (!bound.isEmpty()) {
                    cluster.removePod(bound.remove(random.nextInt(bound.size())));
                }
            }
            default -> {
                int node = random.nextInt(cluster.nodes().slots());
                if (cluster.nodes().exists(node) && bound.size() < 25) {
                    int pod = cluster.addPod(pod());
                    cluster.bind(pod, node, 0);
                    bound.add(pod);
                }
            }
        }
    }

    private void addNode() {
        if (cluster.nodes().count() < 10) {
            cluster.addNode(Scene.node("n" + named++).withLabels(labels()));
        }
    }

    private void removeNode() {
        int node = random.nextInt(cluster.nodes().slots());
        if (cluster.nodes().count() > 3
                && cluster.nodes().exists(node)
                && cluster.nodes().podCount(node) == 0) {
            cluster.removeNode(node);
        }
    }

    private Map<String, String> labels() {
        return chance(85) ? Map.of(ZONE, zone()) : Map.of();
    }

    private void changeObjects(int changes) {
        for (int i = 0; i < changes; i++) {
            changeObject();
        }
        cluster.setObjects(ClusterObjects.NONE.withStorage(storage.storage()));
    }

    private void changeObject() {
        String claim = "c" + random.nextInt(8);
        String volume = "v" + random.nextInt(12);
        String node = "n" + random.nextInt(Math.max(1, named));
        switch (random.nextInt(12)) {
            case 0 -> storage.limit(node, random.nextInt(4));
            case 1 -> storage.nodes.remove(node);
            case 2 -> storage.volumes.remove(volume);
            case 3 -> storage.claims.getOrDefault("default", new TreeMap<>()).remove(claim);
            case 4 -> {
                storage.capacities.clear();
                storage.capacities.add(new StorageCapacity("dynamic", random.nextInt(12), null));
                storage.capacities.add(
                        new StorageCapacity("dynamic", random.nextInt(12), LabelSelector.of(Map.of(ZONE, zone()))));
                storage.limitedDrivers.clear();
                storage.limitedDrivers.addAll(chance(50) ? List.of(VolumeScene.DRIVER) : List.of());
            }
            case 5 -> {
                storage.put(VolumeScene.storageClass("wait", StorageClass.NO_PROVISIONER, true));
                storage.put(VolumeScene.storageClass("now", VolumeScene.DRIVER, false));
                VolumeTopology topology = chance(50) ? VolumeTopology.EVERYWHERE : VolumeScene.zones(zone());
                storage.put(new StorageClass("dynamic", VolumeScene.DRIVER, true, topology, ""));
            }
            case 6 -> storage.attachments.put(node, List.of(new VolumeAttachment(VolumeScene.DRIVER, volume)));
            case 7, 8, 9 -> storage.put(claim(claim, volume));
            default -> storage.put(volume(volume, claim));
        }
    }

    private VolumeClaim claim(String name, String volume) {
        boolean isBound = chance(60);
        Long bytes = chance(90) ? Long.valueOf(random.nextInt(10)) : null;
        String selected = !isBound && chance(20) ? "n" + random.nextInt(Math.max(1, named)) : null;
        return new VolumeClaim(
                "default",
                name,
                "uid-" + name,
                kind(),
                bytes,
                null,
                isBound ? volume : "",
                isBound ? State.BOUND : State.UNBOUND,
                selected,
                "");
    }

    /** Sizes differ, because which of two equal volumes is taken is nobody's promise. */
    private PersistentVolume volume(String name, String claim) {
        long bytes = 1 + Long.parseLong(name.substring(1));
        VolumeTopology topology = chance(40) ? VolumeTopology.EVERYWHERE : VolumeScene.zones(zone(), zone());
        PersistentVolume volume = VolumeScene.volume(name, kind(), bytes, chance(25) ? claim : null, topology);
        return chance(50) ? VolumeScene.withLabels(volume, Map.of(ZONE, chance(20) ? "z1__z2" : zone())) : volume;
    }

    private VolumeKind kind() {
        String mode = pick(List.of("ReadWriteOnce", "ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"));
        return VolumeScene.kind(pick(CLASSES), mode);
    }

    private PodSpec pod() {
        List<PodVolume> volumes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            volumes.add(new PodVolume.Claim("c" + random.nextInt(8)));
        }
        if (chance(25)) {
            volumes.add(new Disk(
                    chance(50) ? DiskKind.GCE : DiskKind.AWS, "d" + random.nextInt(2), new TreeSet<>(), chance(50)));
        }
        return PodSpec.named("p" + named++).withRules(PodRules.NONE.withVolumes(volumes));
    }

    private String zone() {
        return pick(List.of("z1", "z2", "z3"));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
