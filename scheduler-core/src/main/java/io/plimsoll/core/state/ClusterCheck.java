package io.plimsoll.core.state;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.SortedMap;

/** Recomputes everything a cluster derives from its nodes and pods and compares: the body of {@link Checks#FULL}. */
final class ClusterCheck {

    private ClusterCheck() {}

    /** @throws IllegalStateException when a derived value is not what the nodes and pods say */
    static void run(Cluster cluster) {
        Totals totals = new Totals();
        NodeTable nodes = cluster.nodes();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                checkNode(cluster, node, totals);
            }
        }
        if (!totals.sameAs(cluster.totals())) {
            throw Checks.corrupted("totals of the cluster", "see debugger", "sum over the nodes");
        }
        checkCounters(cluster);
        checkNominations(cluster);
        checkClaims(cluster);
        checkImages(cluster);
    }

    private static void checkClaims(Cluster cluster) {
        ClaimUses uses = new ClaimUses();
        PodTable pods = cluster.pods();
        for (int pod = 0; pod < pods.end(); pod++) {
            if (pods.exists(pod) && pods.node(pod) != PodTable.NONE) {
                uses.pod(pods.podClass(pod), 1);
            }
        }
        if (!uses.toString().equals(cluster.claimUses().toString())) {
            throw Checks.corrupted("uses of claims", cluster.claimUses(), uses);
        }
    }

    private static void checkImages(Cluster cluster) {
        Images images = new Images();
        NodeTable nodes = cluster.nodes();
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node) && !nodes.spec(node).images().isEmpty()) {
                images.node(nodes.spec(node).images().keySet(), 1);
            }
        }
        if (!images.sameAs(cluster.images())) {
            throw Checks.corrupted("number of nodes with an image", "see debugger", "count over the nodes");
        }
    }

    private static void checkNode(Cluster cluster, int node, Totals totals) {
        NodeTable nodes = cluster.nodes();
        PodTable pods = cluster.pods();
        NodeSpec spec = nodes.spec(node);
        long[] free = cluster.dimensions().amounts(spec.allocatable());
        for (int d = 0; d < free.length; d++) {
            equal("allocatable amount in dimension", d, spec.name(), nodes.allocatable(d, node), free[d]);
        }
        int[] deviceFree = new int[spec.devices().size()];
        Arrays.setAll(deviceFree, i -> spec.devices().get(i).capacityMilli());
        int capacity = 0;
        for (int milli : deviceFree) {
            capacity += milli;
        }
        totals.node(free, capacity, 1);
        long usualCpu = 0;
        long usualMemory = 0;
        int count = 0;
        for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
            PodClass podClass = pods.podClass(pod);
            equal("node of pod", pod, spec.name(), pods.node(pod), node);
            for (int d = 0; d < podClass.dimensions(); d++) {
                free[d] -= podClass.request(d);
            }
            for (long rest = pods.devices(pod); rest != 0; rest &= rest - 1) {
                deviceFree[Long.numberOfTrailingZeros(rest)] -= podClass.deviceMilli();
            }
            if (count == 0) {
                totals.emptyNode(-1);
            }
            totals.pod(podClass, 1);
            usualCpu += podClass.usualCpuBeyond();
            usualMemory += podClass.usualMemoryBeyond();
            count++;
        }
        equal("usual CPU", node, spec.name(), nodes.usualBeyondRequests(Dimensions.CPU, node), usualCpu);
        equal("usual memory", node, spec.name(), nodes.usualBeyondRequests(Dimensions.MEMORY, node), usualMemory);
        equal("slot of node", node, spec.name(), nodes.find(spec.name()), node);
        equal("pod count of slot", node, spec.name(), nodes.podCount(node), count);
        equal("cordon of slot", node, spec.name(), nodes.unschedulable(node) ? 1 : 0, spec.unschedulable() ? 1 : 0);
        for (int d = 0; d < free.length; d++) {
            equal("free amount in dimension", d, spec.name(), nodes.free(d, node), free[d]);
        }
        equal("device count of slot", node, spec.name(), nodes.deviceCount(node), deviceFree.length);
        int total = 0;
        long models = 0;
        for (int i = 0; i < deviceFree.length; i++) {
            DeviceSpec device = spec.devices().get(i);
            int model = cluster.deviceModels().intern(device.model());
            equal("capacity of device", i, spec.name(), nodes.deviceCapacity(node, i), device.capacityMilli());
            equal("model of device", i, spec.name(), nodes.deviceModel(node, i), model);
            equal("free thousandths of device", i, spec.name(), nodes.deviceFree(node, i), deviceFree[i]);
            total += deviceFree[i];
            models |= 1L << model;
        }
        equal("free thousandths of slot", node, spec.name(), nodes.deviceFreeTotal(node), total);
        equal("capacity of the devices of slot", node, spec.name(), nodes.deviceCapacityTotal(node), capacity);
        equal("models of slot", node, spec.name(), nodes.deviceModels(node), models);
    }

    private static void checkNominations(Cluster cluster) {
        Nominations nominations = cluster.nominations();
        int count = 0;
        for (int pod = 0; pod < cluster.pods().end(); pod++) {
            int node = nominations.node(pod);
            if (node != PodTable.NONE) {
                count++;
                int place = nominations.firstOn(node);
                while (place != PodTable.NONE && place != pod) {
                    place = nominations.next(place);
                }
                equal("pod nominated for slot", node, cluster.nodes().name(node), place, pod);
            }
        }
        equal("nominated pods", 0, "cluster", nominations.count(), count);
    }

    private static void checkCounters(Cluster cluster) {
        LabelSets labelSets = cluster.topology().labelSets();
        int[] placed = new int[labelSets.size()];
        for (int pod = 0; pod < cluster.pods().end(); pod++) {
            if (cluster.pods().exists(pod) && cluster.pods().node(pod) != PodTable.NONE) {
                placed[cluster.pods().labelSet(pod)]++;
            }
        }
        for (int set = 0; set < placed.length; set++) {
            equal("placed pods of label set", set, "", labelSets.placed(set), placed[set]);
        }
        for (TopologyKey key : cluster.topology().keys()) {
            int[] nodesIn = new int[key.domains()];
            for (int node = 0; node < cluster.nodes().slots(); node++) {
                int domain = key.domainOf(
                        node, cluster.nodes().exists(node) ? cluster.nodes().spec(node) : null);
                equal("domain of slot", node, key.label(), key.domain(node), domain);
                if (domain != TopologyKey.NO_DOMAIN) {
                    nodesIn[domain]++;
                }
            }
            for (int domain = 0; domain < nodesIn.length; domain++) {
                equal("nodes in domain", domain, key.label(), key.nodesIn(domain), nodesIn[domain]);
            }
        }
        for (int c = 0; c < labelSets.counterCount(); c++) {
            checkCounter(cluster, labelSets.counter(c));
        }
        for (DomainCounter counter : cluster.topology().holders()) {
            checkCounter(cluster, counter);
        }
    }

    private static void checkCounter(Cluster cluster, DomainCounter counter) {
        int[] counts = new int[counter.key().domains()];
        PodTable pods = cluster.pods();
        IdentityHashMap<PodSpec, Integer> times = new IdentityHashMap<>();
        for (int pod = 0; pod < pods.end(); pod++) {
            if (pods.exists(pod) && pods.node(pod) != PodTable.NONE) {
                PodSpec spec = pods.template(pod).spec();
                int domain = counter.key().domain(pods.node(pod));
                if (domain != TopologyKey.NO_DOMAIN) {
                    counts[domain] += times.computeIfAbsent(spec, one -> times(cluster, counter.pods(), one));
                }
            }
        }
        int minimum = Integer.MAX_VALUE;
        int total = 0;
        int domains = 0;
        for (int domain = 0; domain < counts.length; domain++) {
            equal("pods counted in domain", domain, counter.key().label(), counter.count(domain), counts[domain]);
            if (counter.key().nodesIn(domain) > 0) {
                minimum = Math.min(minimum, counts[domain]);
                domains++;
            }
            total += counts[domain];
        }
        int fewest = minimum == Integer.MAX_VALUE ? 0 : minimum;
        equal("smallest count of counter", 0, counter.key().label(), counter.minimum(), fewest);
        equal("total of counter", 0, counter.key().label(), counter.total(), total);
        equal("domains of counter", 0, counter.key().label(), counter.domains(), domains);
    }

    /** How often a pod is counted. */
    private static int times(Cluster cluster, CountedPods counted, PodSpec pod) {
        if (counted instanceof CountedPods.Staying staying) {
            boolean named = staying.namespace().equals(pod.namespace());
            return named && !pod.rules().terminating() && staying.selector().matches(pod.labels()) ? 1 : 0;
        }
        if (counted instanceof CountedPods.Meant meant) {
            SortedMap<String, String> ofNamespace = cluster.objects().labelsOfNamespace(pod.namespace());
            for (PodSelector selector : meant.selectors()) {
                if (!selector.matches(pod.namespace(), ofNamespace, pod.labels())) {
                    return 0;
                }
            }
            return 1;
        }
        HeldTerm wanted = ((CountedPods.Holding) counted).term();
        int times = 0;
        for (HeldTerm term : HeldTerm.of(pod.rules().podAffinity())) {
            times += term.equals(wanted) ? 1 : 0;
        }
        return times;
    }

    /** Its arguments are put together only when they are needed: this runs for every node after every step. */
    private static void equal(String what, int number, String owner, long cached, long recomputed) {
        if (cached != recomputed) {
            throw Checks.corrupted(what + " " + number + " (" + owner + ")", cached, recomputed);
        }
    }
}
