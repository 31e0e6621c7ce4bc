package io.plimsoll.core.oracle;

import io.plimsoll.core.model.DeviceSpec;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** The largest amount of each resource on any of some nodes, by name, and amounts as parts of it. */
public final class OracleReference {

    static final long ONE = 100_000_000;

    private static final String DEVICES = "devices";

    private final Map<String, Long> largest = new LinkedHashMap<>();

    /** The largest of these nodes. */
    public OracleReference(Collection<NodeSpec> nodes) {
        for (String resource : new String[] {"cpu", "memory", "ephemeral-storage"}) {
            largest.put(resource, 0L);
        }
        TreeSet<String> scalars = new TreeSet<>();
        nodes.forEach(node -> scalars.addAll(node.allocatable().scalars().keySet()));
        scalars.forEach(scalar -> largest.put(scalar, 0L));
        largest.put(DEVICES, 0L);
        for (NodeSpec node : nodes) {
            Place.eachAmount(node.allocatable(), (resource, amount) -> {
                if (!resource.equals("pods")) {
                    largest.merge(resource, amount, Math::max);
                }
            });
            long devices = 0;
            for (DeviceSpec device : node.devices()) {
                devices += device.capacityMilli();
            }
            largest.merge(DEVICES, devices, Math::max);
        }
        largest.values().removeIf(amount -> amount == 0);
    }

    /** What a pod asks for by resource, as parts of the reference. */
    Map<String, Long> requested(PodSpec pod) {
        Map<String, Long> parts = new LinkedHashMap<>();
        Map<String, Long> requests = requests(pod);
        largest.forEach((resource, one) -> parts.put(resource, part(requests.getOrDefault(resource, 0L), one)));
        return parts;
    }

    /** What is free of a node by resource, as parts of the reference. */
    Map<String, Long> free(Place place) {
        Map<String, Long> parts = new LinkedHashMap<>();
        largest.forEach((resource, one) -> parts.put(resource, part(freeAmount(place, resource), one)));
        return parts;
    }

    /** What a pod would leave of a node by resource, as parts of the reference. */
    Map<String, Long> left(PodSpec pod, Place place) {
        Map<String, Long> parts = new LinkedHashMap<>();
        Map<String, Long> requests = requests(pod);
        largest.forEach((resource, one) ->
                parts.put(resource, part(freeAmount(place, resource) - requests.getOrDefault(resource, 0L), one)));
        return parts;
    }

    /** What a pod asks for, devices and all, but its place among the pods. */
    static Map<String, Long> requests(PodSpec pod) {
        Map<String, Long> requests = new LinkedHashMap<>();
        Place.eachAmount(pod.requests(), requests::put);
        requests.remove("pods");
        requests.put(DEVICES, (long) pod.devices().totalMilli());
        return requests;
    }

    static long freeAmount(Place place, String resource) {
        return resource.equals(DEVICES) ? place.devicesFree() : place.free(resource);
    }

    static long offered(Place place, String resource) {
        return resource.equals(DEVICES) ? place.devicesOffered() : place.offered(resource);
    }

    /** {@code floor(ONE x amount / whole)}, within 0 and ONE. */
    static long part(long amount, long whole) {
        long within = Math.max(0, Math.min(amount, whole));
        return BigInteger.valueOf(within)
                .multiply(BigInteger.valueOf(ONE))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }
}
