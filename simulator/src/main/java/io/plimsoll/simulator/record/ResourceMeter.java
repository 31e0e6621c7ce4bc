package io.plimsoll.simulator.record;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.simulator.record.ResourceUse.Unit;
import io.plimsoll.traces.event.TraceContents;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Measures every resource of which some node of a trace has any, in the order of the report. */
final class ResourceMeter {

    static final String CPU = "cpu";
    static final String GPU = "gpu";

    /** The resources that are no scalars. */
    private static final int PLAIN = 5;

    private final Cluster cluster;
    private final List<MeteredResource> resources = new ArrayList<>();
    private final HeldUse held;
    private final boolean hasGpus;
    private boolean capacityChanged = true;
    private int knownDimensions;

    ResourceMeter(TraceContents contents, Cluster cluster) {
        this.cluster = cluster;
        Offer offer = new Offer();
        contents.descriptions().forEach(description -> offer.add(description.node()));
        hasGpus = offer.devices > 0;
        held = new HeldUse(cluster.totals(), PLAIN + offer.scalars.size());
        add(offer.cpu, CPU, Unit.MILLI, Dimensions.CPU);
        add(offer.memory, "memory", Unit.BYTES, Dimensions.MEMORY);
        add(offer.storage, "ephemeral-storage", Unit.BYTES, Dimensions.EPHEMERAL_STORAGE);
        add(offer.devices, GPU, Unit.MILLI, MeteredResource.DEVICES);
        add(offer.pods, "pods", Unit.COUNT, Dimensions.PODS);
        offer.scalars.forEach(scalar -> add(1, scalar, Unit.COUNT, MeteredResource.UNKNOWN));
    }

    int count() {
        return resources.size();
    }

    MeteredResource get(int i) {
        return resources.get(i);
    }

    boolean hasGpus() {
        return hasGpus;
    }

    List<String> names() {
        return resources.stream().map(MeteredResource::name).toList();
    }

    /** A node came, changed or went. */
    void nodesChanged() {
        capacityChanged = true;
    }

    /** Everything stayed as it is for so long. */
    void hold(long millis) {
        if (capacityChanged) {
            resources.forEach(MeteredResource::capacityChanged);
            capacityChanged = false;
        }
        for (int i = 0; i < resources.size(); i++) {
            long used = held.used(i);
            if (used > held.occupied[i]) {
                resources.get(i).holdMoreThanOffered(used, millis);
            } else {
                held.hold(i, used, millis);
            }
        }
    }

    /** A node with pods was described anew. */
    void occupied(NodeSpec before, NodeSpec after) {
        resources.forEach(resource -> resource.occupied(before, after));
    }

    /** A node got its first pod ({@code sign} 1), or lost its last one (-1). */
    void occupied(int node, int sign) {
        findDimensions();
        for (int i = 0; i < resources.size(); i++) {
            resources.get(i).occupied(node, sign);
        }
    }

    /** The use of all resources over a run of that length. */
    List<ResourceUse> uses(long spanMillis, StrandedMeter stranded) {
        hold(0);
        List<ResourceUse> uses = new ArrayList<>();
        for (int i = 0; i < resources.size(); i++) {
            uses.add(resources.get(i).use(spanMillis, stranded.result(i, spanMillis)));
        }
        return uses;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        capacityChanged = state.flag(capacityChanged);
        knownDimensions = state.small(knownDimensions);
        held.state(state);
        resources.forEach(resource -> resource.state(state));
    }

    /** The body of {@link Checks#FULL}. */
    void check() {
        resources.forEach(MeteredResource::check);
    }

    /** Learns which dimensions the scalars seen so far became; to be called before the first question about a new node. */
    void findDimensions() {
        if (knownDimensions != cluster.dimensions().count()) {
            knownDimensions = cluster.dimensions().count();
            capacityChanged = true;
            resources.forEach(MeteredResource::findDimension);
        }
    }

    private void add(long offered, String name, Unit unit, int dimension) {
        if (offered > 0) {
            resources.add(new MeteredResource(cluster, held, resources.size(), name, unit, dimension));
        }
    }

    /** The most that any node of a trace offers of each resource. */
    private static final class Offer {

        long cpu;
        long memory;
        long storage;
        long pods;
        long devices;
        final SortedSet<String> scalars = new TreeSet<>();

        void add(NodeSpec node) {
            Resources offered = node.allocatable();
            cpu = Math.max(cpu, offered.cpuMilli());
            memory = Math.max(memory, offered.memoryBytes());
            storage = Math.max(storage, offered.ephemeralStorageBytes());
            pods = Math.max(pods, offered.pods());
            devices = Math.max(devices, node.devices().size());
            offered.scalars().forEach((scalar, amount) -> {
                if (amount > 0) {
                    scalars.add(scalar);
                }
            });
        }
    }
}
