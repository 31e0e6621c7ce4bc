package io.plimsoll.simulator.record;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.simulator.record.ResourceUse.Unit;
import io.plimsoll.traces.event.Trace;
import io.plimsoll.traces.event.TraceEvent;
import io.plimsoll.traces.event.TraceEvent.NodeAdded;
import io.plimsoll.traces.event.TraceEvent.NodeChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Measures every resource of which some node of a trace has any, in the order of the report. */
final class ResourceMeter {

    static final String CPU = "cpu";
    static final String GPU = "gpu";

    private final Cluster cluster;
    private final List<MeteredResource> resources = new ArrayList<>();
    private final boolean hasGpus;
    private boolean capacityChanged = true;
    private int knownDimensions;

    ResourceMeter(Trace trace, Cluster cluster) {
        this.cluster = cluster;
        Offer offer = new Offer();
        trace.initialNodes().forEach(offer::add);
        for (TraceEvent event : trace.events()) {
            if (event instanceof NodeAdded added) {
                offer.add(added.node());
            } else if (event instanceof NodeChanged changed) {
                offer.add(changed.node());
            }
        }
        hasGpus = offer.devices > 0;
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
        for (int i = 0; i < resources.size(); i++) {
            MeteredResource resource = resources.get(i);
            if (capacityChanged) {
                resource.capacityChanged();
            }
            resource.hold(millis);
        }
        capacityChanged = false;
    }

    /** The use of all resources over a run of that length. */
    List<ResourceUse> uses(long spanMillis) {
        hold(0);
        return resources.stream().map(resource -> resource.use(spanMillis)).toList();
    }

    /** Learns which dimensions the scalars seen so far became; to be called before any other question. */
    void findDimensions() {
        if (knownDimensions != cluster.dimensions().count()) {
            knownDimensions = cluster.dimensions().count();
            capacityChanged = true;
            resources.forEach(MeteredResource::findDimension);
        }
    }

    private void add(long offered, String name, Unit unit, int dimension) {
        if (offered > 0) {
            resources.add(new MeteredResource(cluster, name, unit, dimension));
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
