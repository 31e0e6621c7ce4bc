package io.plimsoll.core.policy;

import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.FreeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.Arrays;

/**
 * What a class asks for beside a reference capacity, resource by resource: those the reference names, in the order CPU,
 * memory, ephemeral storage, scalars by name, devices. Amounts come as {@link Fractions} of the reference.
 */
final class Demand {

    private final NodeTable nodes;
    private int[] dimensions = new int[4];
    private long[] capacities = new long[4];
    private double[] perUnit = new double[4];
    private long[] requests = new long[4];
    private long[] requestedShares = new long[4];
    private int size;

    Demand(PodClass podClass, ReferenceCapacity reference, PluginContext context) {
        nodes = context.nodes();
        Resources resources = reference.resources();
        add(podClass, Dimensions.CPU, resources.cpuMilli());
        add(podClass, Dimensions.MEMORY, resources.memoryBytes());
        add(podClass, Dimensions.EPHEMERAL_STORAGE, resources.ephemeralStorageBytes());
        resources
                .scalars()
                .forEach((name, capacity) -> add(podClass, context.dimensions().numbered(name), capacity));
        add(podClass, FreeScore.DEVICES, reference.deviceMilli());
    }

    /** Number of resources, at least 1. */
    int size() {
        return size;
    }

    /** The share of the reference that is asked for. */
    long requested(int resource) {
        return requestedShares[resource];
    }

    /** The share of the reference that is free on a node. */
    long free(int resource, int node) {
        return Fractions.of(amountFree(resource, node), capacities[resource], perUnit[resource]);
    }

    /** The share of the reference that would be left of an amount that is free with one more pod of the class. */
    long left(int resource, long free) {
        return Fractions.of(free - requests[resource], capacities[resource], perUnit[resource]);
    }

    /** The dimensions of the resources; {@link FreeScore#DEVICES} for devices. A copy. */
    int[] dimensions() {
        return Arrays.copyOf(dimensions, size);
    }

    /** Reads what is free of each resource on a node. */
    void read(int node, long[] free) {
        for (int i = 0; i < size; i++) {
            free[i] = amountFree(i, node);
        }
    }

    private long amountFree(int resource, int node) {
        int dimension = dimensions[resource];
        return dimension == FreeScore.DEVICES ? nodes.deviceFreeTotal(node) : nodes.free(dimension, node);
    }

    private void add(PodClass podClass, int dimension, long capacity) {
        if (capacity == 0) {
            return;
        }
        if (size == dimensions.length) {
            dimensions = Arrays.copyOf(dimensions, 2 * size);
            capacities = Arrays.copyOf(capacities, 2 * size);
            perUnit = Arrays.copyOf(perUnit, 2 * size);
            requests = Arrays.copyOf(requests, 2 * size);
            requestedShares = Arrays.copyOf(requestedShares, 2 * size);
        }
        dimensions[size] = dimension;
        capacities[size] = capacity;
        perUnit[size] = Fractions.perUnit(capacity);
        requests[size] = request(podClass, dimension);
        requestedShares[size] = Fractions.of(requests[size], capacity);
        size++;
    }

    private static long request(PodClass podClass, int dimension) {
        if (dimension == FreeScore.DEVICES) {
            return podClass.deviceRequest().totalMilli();
        }
        return dimension < podClass.dimensions() ? podClass.request(dimension) : 0;
    }
}
