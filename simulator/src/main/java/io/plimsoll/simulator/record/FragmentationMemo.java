package io.plimsoll.simulator.record;

import io.plimsoll.core.policy.Fragmentation;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.core.policy.TypicalPods.TypicalPod;
import io.plimsoll.core.state.DeviceModels;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;

/**
 * Fragmentation amounts of nodes, remembered by what they depend on: the model of the devices, what is free of each
 * whatever its index, and which of the typical requests for CPU the free CPU can serve. Of the nodes that change, most get
 * into a state that some node was in before.
 *
 * <p>A table of fixed size in which a newer state replaces an older one in the same place. Nodes with more than eight
 * devices or with several models are measured anew each time.
 */
final class FragmentationMemo {

    private static final int ENTRIES = 1 << 13;
    private static final int UNUSED_BITS = Long.SIZE - Integer.numberOfTrailingZeros(ENTRIES);
    private static final int MOST_DEVICES = 8;
    private static final int FREE_BITS = 10;
    private static final int MODEL_BITS = 6;
    private static final int DEVICES_PER_WORD = 6;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Fragmentation fragmentation;
    private final long[] cpuSteps;
    private final long[] firstWords = new long[ENTRIES];
    private final long[] secondWords = new long[ENTRIES];
    private final double[] amounts = new double[ENTRIES];
    private final int[] free = new int[MOST_DEVICES];

    FragmentationMemo(TypicalPods typical, DeviceModels deviceModels) {
        this.fragmentation = new Fragmentation(typical, deviceModels);
        this.cpuSteps = typical.pods().stream()
                .mapToLong(TypicalPod::cpuMilli)
                .sorted()
                .distinct()
                .toArray();
        // No node has this many devices: nothing is remembered yet.
        Arrays.fill(firstWords, -1);
    }

    /** The fragmentation amount of a node with devices, in thousandths of devices. */
    double amount(NodeTable nodes, int node) {
        int count = nodes.deviceCount(node);
        if (count > MOST_DEVICES || Long.bitCount(nodes.deviceModels(node)) != 1) {
            return fragmentation.amount(nodes, node);
        }
        sortFree(nodes, node, count);
        long first = count;
        for (int i = 0; i < DEVICES_PER_WORD; i++) {
            first = first << FREE_BITS | (i < count ? free[i] : 0);
        }
        long second = (long) cpuStep(nodes.free(Dimensions.CPU, node)) << MODEL_BITS | nodes.deviceModel(node, 0);
        for (int i = DEVICES_PER_WORD; i < MOST_DEVICES; i++) {
            second = second << FREE_BITS | (i < count ? free[i] : 0);
        }
        int entry = (int) ((((first * GOLDEN) ^ second) * GOLDEN) >>> UNUSED_BITS);
        if (firstWords[entry] != first || secondWords[entry] != second) {
            firstWords[entry] = first;
            secondWords[entry] = second;
            amounts[entry] = fragmentation.amount(nodes, node);
        }
        return amounts[entry];
    }

    /** An overcommitted device has nothing free. */
    private void sortFree(NodeTable nodes, int node, int count) {
        for (int i = 0; i < count; i++) {
            int here = Math.max(0, nodes.deviceFree(node, i));
            int place = i;
            while (place > 0 && free[place - 1] > here) {
                free[place] = free[place - 1];
                place--;
            }
            free[place] = here;
        }
    }

    /** How many of the distinct typical requests for CPU the free CPU can serve. */
    private int cpuStep(long freeCpu) {
        int found = Arrays.binarySearch(cpuSteps, freeCpu);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
