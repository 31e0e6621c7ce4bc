package io.plimsoll.planner.size;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.Seeds;
import io.plimsoll.planner.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small random clusters, compared with the cheapest of all choices of nodes and all placements, tried one by one. */
final class SmallClusterTest {

    private static final int CLUSTERS = 1000;
    private static final int CATALOGUES = 20;
    private static final String[] ZONES = {"a", "b"};

    @TempDir
    private Path folder = Path.of(".");

    /** A workload: CPU in cores, memory in GiB, replicas, and its rules. */
    private record Asks(
            int cpu, int memory, int replicas, boolean apart, boolean zoneA, boolean tolerates, boolean spread) {}

    /** A node type in both zones. */
    private record Type(int cpu, int memory, int price, boolean tainted) {}

    private static final class Node {
        final Type type;
        final int zone;
        int cpu;
        int memory;
        final int[] ofWorkload = new int[3];

        Node(Type type, int zone) {
            this.type = type;
            this.zone = zone;
        }
    }

    @Test
    void theCheapestPlanShouldLieBetweenBoundAndAnswerAndMostlyBeBoth() throws IOException, InputException {
        SplittableRandom random = new SplittableRandom(Seeds.of("SmallClusterTest", 815));
        int optimal = 0;
        int proven = 0;
        int possible = 0;
        List<Type> types = List.of();
        Catalogue catalogue = null;
        for (int i = 0; i < CLUSTERS; i++) {
            if (i % (CLUSTERS / CATALOGUES) == 0) {
                types = types(random);
                catalogue = Workload.catalogue(folder, csv(types));
            }
            List<Asks> workloads = workloads(random);
            StringBuilder yaml = new StringBuilder();
            for (int w = 0; w < workloads.size(); w++) {
                yaml.append(yaml(w, workloads.get(w)));
            }
            SizeAnswer answer = SizePlanner.answer(
                    Workload.question(Workload.objects(yaml.toString()), Objects.requireNonNull(catalogue)));
            long cheapest = new Cheapest(workloads, types).cost();
            if (answer instanceof SizeAnswer.Sized sized) {
                possible++;
                assertThat(sized.costBound().cost())
                        .as("bound of cluster %d", i)
                        .isLessThanOrEqualTo(cheapest);
                assertThat(sized.cost()).as("answer to cluster %d", i).isGreaterThanOrEqualTo(cheapest);
                optimal += sized.cost() == cheapest ? 1 : 0;
                proven += sized.costBound().cost() == cheapest ? 1 : 0;
            } else {
                assertThat(cheapest).as("cluster %d", i).isEqualTo(Long.MAX_VALUE);
            }
        }
        System.out.printf("answer = optimum in %d, bound = optimum in %d of %d%n", optimal, proven, possible);
        assertThat(possible).isGreaterThan(CLUSTERS / 2);
        assertThat(optimal).isGreaterThanOrEqualTo(possible * 95 / 100);
        assertThat(proven).isGreaterThanOrEqualTo(possible * 90 / 100);
    }

    private static List<Type> types(SplittableRandom random) {
        List<Type> types = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            int cpu = 2 + random.nextInt(5);
            int memory = 2 + random.nextInt(7);
            types.add(new Type(cpu, memory, 2 * cpu + memory + random.nextInt(3), random.nextInt(4) == 0));
        }
        return types;
    }

    private static String csv(List<Type> types) {
        StringBuilder csv = new StringBuilder("name,cpu,memory,price,zones,taints\n");
        for (int i = 0; i < types.size(); i++) {
            Type type = types.get(i);
            csv.append("t%d,%d,%dGi,%d,a b,%s%n"
                    .formatted(i, type.cpu, type.memory, type.price, type.tainted ? "k=v:NoSchedule" : ""));
        }
        return csv.toString();
    }

    private static List<Asks> workloads(SplittableRandom random) {
        List<Asks> workloads = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            workloads.add(new Asks(
                    1 + random.nextInt(3),
                    1 + random.nextInt(4),
                    1 + random.nextInt(2),
                    random.nextInt(4) == 0,
                    random.nextInt(5) == 0,
                    random.nextInt(2) == 0,
                    random.nextInt(4) == 0));
        }
        return workloads;
    }

    private static String yaml(int number, Asks asks) {
        String name = "w" + number;
        StringBuilder more = new StringBuilder();
        if (asks.apart) {
            more.append("affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: "
                    + "kubernetes.io/hostname, labelSelector: {matchLabels: {app: " + name + "}}}]}},");
        }
        if (asks.zoneA) {
            more.append("nodeSelector: {topology.kubernetes.io/zone: a},");
        }
        if (asks.tolerates) {
            more.append("tolerations: [{key: k, operator: Exists}],");
        }
        if (asks.spread) {
            more.append(
                    "topologySpreadConstraints: [{maxSkew: 1, minDomains: 2, topologyKey: topology.kubernetes.io/zone, "
                            + "whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: " + name + "}}}],");
        }
        return Workload.deployment(
                name, asks.replicas, Integer.toString(asks.cpu), asks.memory + "Gi", more.toString());
    }

    /** Every placement of every pod on an open node or a new one of each type and zone. */
    private static final class Cheapest {
        private final List<Asks> workloads;
        private final List<Type> types;
        private final List<Node> open = new ArrayList<>();
        private final List<Integer> pods = new ArrayList<>();
        private long best = Long.MAX_VALUE;

        Cheapest(List<Asks> workloads, List<Type> types) {
            this.workloads = workloads;
            this.types = types;
            for (int w = 0; w < workloads.size(); w++) {
                for (int i = 0; i < workloads.get(w).replicas; i++) {
                    pods.add(w);
                }
            }
        }

        long cost() {
            place(0, 0);
            return best == Long.MAX_VALUE ? best : best * 1_000_000;
        }

        private void place(int pod, long cost) {
            if (cost >= best) {
                return;
            }
            if (pod == pods.size()) {
                best = isSpread() ? cost : best;
                return;
            }
            int workload = pods.get(pod);
            int before = open.size();
            for (int i = 0; i < before; i++) {
                tryOn(open.get(i), workload, pod, cost);
            }
            for (Type type : types) {
                for (int zone = 0; zone < ZONES.length; zone++) {
                    Node node = new Node(type, zone);
                    open.add(node);
                    tryOn(node, workload, pod, cost + type.price);
                    open.remove(open.size() - 1);
                }
            }
        }

        private void tryOn(Node node, int workload, int pod, long cost) {
            Asks asks = workloads.get(workload);
            boolean fits = node.cpu + asks.cpu <= node.type.cpu
                    && node.memory + asks.memory <= node.type.memory
                    && (!asks.apart || node.ofWorkload[workload] == 0)
                    && (!asks.zoneA || node.zone == 0)
                    && (!node.type.tainted || asks.tolerates);
            if (fits) {
                change(node, asks, workload, 1);
                place(pod + 1, cost);
                change(node, asks, workload, -1);
            }
        }

        private static void change(Node node, Asks asks, int workload, int sign) {
            node.cpu += sign * asks.cpu;
            node.memory += sign * asks.memory;
            node.ofWorkload[workload] += sign;
        }

        /** With two domains asked for, and at most two pods of a workload: two pods are not in one zone. */
        private boolean isSpread() {
            for (int w = 0; w < workloads.size(); w++) {
                int[] inZone = new int[ZONES.length];
                for (Node node : open) {
                    inZone[node.zone] += node.ofWorkload[w];
                }
                Asks asks = workloads.get(w);
                if (asks.spread && (inZone[0] > 1 || inZone[1] > 1)) {
                    return false;
                }
            }
            return true;
        }
    }
}
