package io.plimsoll.core.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Everything a cluster knows, as lines of text that can be compared: columns, lists and their order, free lists, counters,
 * stamps, sums. Left out is what a trial may leave behind, by its contract: new entries of dictionaries, classes looked up before, longer arrays
 * that say nothing, and the number of the newest version of the request mix, which is never used twice.
 */
public final class StateFingerprint {

    private final Cluster cluster;
    private final List<String> lines = new ArrayList<>();

    private StateFingerprint(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The lines of a cluster now. */
    public static List<String> of(Cluster cluster) {
        StateFingerprint fingerprint = new StateFingerprint(cluster);
        fingerprint.addNodes();
        fingerprint.addPods();
        fingerprint.addTopology();
        fingerprint.addSums();
        return fingerprint.lines;
    }

    private void addNodes() {
        NodeTable nodes = cluster.nodes();
        add("in trial", cluster.inTrial());
        add("objects", cluster.objects(), cluster.objectsVersion());
        for (String image : List.of("base:1", "web:1")) {
            add("nodes with image", image, cluster.images().nodesWith(image));
        }
        add("slots", nodes.slots(), nodes.count(), Hidden.value(nodes, "used"), nodes.lowestFreeSlot());
        add("slot by name", new TreeMap<>((java.util.Map<?, ?>) Hidden.value(nodes, "slotByName")));
        add("generation and newest change", trimmed(Hidden.longs(nodes, "stamps")));
        add(
                "pod count",
                trimmed(Arrays.stream(Hidden.numbers(nodes, "podCount"))
                        .asLongStream()
                        .toArray()));
        add("free", columns(nodes, "free"));
        add("usual beyond requests", trimmed(Hidden.longs(nodes, "usualBeyond")));
        add("allocatable", columns(nodes, "allocatable"));
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                add("node", node, nodes.spec(node), nodes.unschedulable(node));
                add("marks", node, nodes.taintSet(node), nodes.imageSet(node));
            }
            StringBuilder devices = new StringBuilder();
            for (int i = 0; i < nodes.deviceCount(node); i++) {
                devices.append(nodes.deviceFree(node, i))
                        .append('/')
                        .append(nodes.deviceCapacity(node, i))
                        .append(" of ")
                        .append(cluster.deviceModels().name(nodes.deviceModel(node, i)))
                        .append(' ');
            }
            add("devices", node, devices, nodes.deviceModels(node));
            add("all devices", node, nodes.deviceFreeTotal(node), nodes.deviceCapacityTotal(node));
        }
    }

    private void addPods() {
        PodTable pods = cluster.pods();
        add("claims in use", cluster.claimUses());
        add("pod numbers", pods.end());
        int[] free = Hidden.numbers(pods, "free");
        add("free pod numbers", Arrays.toString(Arrays.copyOf(free, Hidden.number(pods, "freeCount"))));
        for (int pod = 0; pod < pods.end(); pod++) {
            if (pods.exists(pod)) {
                add("pod", pod, pods.spec(pod), pods.podClass(pod).id(), pods.labelSet(pod));
                add("seat", pod, pods.node(pod), pods.devices(pod), pods.startMillis(pod));
                add("in prospect", pod, cluster.nominations().node(pod));
            }
        }
        add("budgets", cluster.budgets().all());
        Nominations nominations = cluster.nominations();
        add("nominated", nominations.count());
        for (int node = nominations.nextNode(0); node >= 0; node = nominations.nextNode(node + 1)) {
            StringBuilder order = new StringBuilder();
            for (int pod = nominations.firstOn(node); pod != PodTable.NONE; pod = nominations.next(pod)) {
                order.append(pod).append(' ');
            }
            add("nominated for node", node, order);
        }
        int[] firstOnNode = Hidden.numbers(pods, "firstOnNode");
        for (int node = 0; node < firstOnNode.length; node++) {
            StringBuilder order = new StringBuilder();
            int previous = PodTable.NONE;
            for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                order.append(pod).append(pods.previousOnNode(pod) == previous ? " " : "(wrong link back) ");
                previous = pod;
            }
            if (!order.isEmpty()) {
                add("pods on node", node, order);
            }
        }
    }

    private void addTopology() {
        int slots = cluster.nodes().slots();
        for (TopologyKey key : cluster.topology().keys()) {
            List<Integer> domains = new ArrayList<>();
            for (int node = 0; node < slots; node++) {
                domains.add(key.domain(node));
            }
            add("domains by", key.label(), domains, trimmed(Hidden.numbers(key, "nodesIn")));
        }
        LabelSets labelSets = cluster.topology().labelSets();
        List<DomainCounter> counters = new ArrayList<>();
        for (int number = 0; number < labelSets.counterCount(); number++) {
            counters.add(labelSets.counter(number));
        }
        counters.addAll(cluster.topology().holders());
        for (DomainCounter counter : counters) {
            boolean[] populated = (boolean[]) Hidden.value(counter, "populated");
            List<Integer> populatedDomains = new ArrayList<>();
            for (int domain = 0; domain < populated.length; domain++) {
                if (populated[domain]) {
                    populatedDomains.add(domain);
                }
            }
            add("counter", counter.pods(), counter.minimum(), counter.domains(), counter.total(), populatedDomains);
            add("counted", trimmed(Hidden.numbers(counter, "counts")), trimmed(Hidden.numbers(counter, "domainsWith")));
        }
    }

    private void addSums() {
        Totals totals = cluster.totals();
        add("offered and used", trimmed(Hidden.longs(totals, "allocatable")), trimmed(Hidden.longs(totals, "used")));
        add("devices", totals.deviceCapacityMilli(), totals.deviceUsedMilli());
        add("nodes and pods", totals.nodes(), totals.emptyNodes(), totals.boundPods());
        RequestMix mix = cluster.requestMix();
        add("arrived", trimmed(Hidden.longs(mix, "counts")), trimmed(Hidden.longs(mix, "known")));
        add("request mix", mix.total(), mix.version(), Hidden.value(mix, "next"));
        ChangeLog log = cluster.changeLog();
        add("change log", log.end(), Arrays.hashCode(Hidden.numbers(log, "nodes")));
    }

    private void add(Object... parts) {
        lines.add(Arrays.toString(parts));
    }

    /** Dimension by dimension, without those of which there is nothing: a trial may have been the first to see them. */
    private static List<String> columns(NodeTable nodes, String name) {
        long[] amounts = Hidden.longs(nodes, name);
        int dimensions = Hidden.number(nodes, "dimensions");
        List<String> trimmed = new ArrayList<>();
        for (int d = 0; d < dimensions; d++) {
            long[] column = new long[amounts.length / dimensions];
            for (int node = 0; node < column.length; node++) {
                column[node] = amounts[node * dimensions + d];
            }
            trimmed.add(trimmed(column));
        }
        while (!trimmed.isEmpty() && trimmed.get(trimmed.size() - 1).equals("[]")) {
            trimmed.remove(trimmed.size() - 1);
        }
        return trimmed;
    }

    private static String trimmed(int[] values) {
        return trimmed(Arrays.stream(values).asLongStream().toArray());
    }

    /** Without the zeros at the end, which a longer array has more of. */
    private static String trimmed(long[] values) {
        int length = values.length;
        while (length > 0 && values[length - 1] == 0) {
            length--;
        }
        return Arrays.toString(Arrays.copyOf(values, length));
    }
}
