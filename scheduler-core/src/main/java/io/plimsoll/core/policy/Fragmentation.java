package io.plimsoll.core.policy;

import io.plimsoll.core.state.DeviceModels;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;

/**
 * How much of a node's free devices the typical pods cannot use: the fragmentation amount F of Weng et al., USENIX ATC
 * 2023, section 4, in thousandths of devices. Memory is not looked at. Sums are binary64 in the order of the typical pods,
 * so that results equal those of the authors' simulator.
 *
 * <p>On a node with devices of several models a typical pod sees only those of models it accepts. An overcommitted device
 * has nothing free.
 */
public final class Fragmentation {

    private final double[] shares;
    private final long[] cpu;
    private final int[] milli;
    private final int[] count;
    private final long[] models;
    private final long[] cpuSteps;

    /** The measure against these typical pods, for nodes whose models are numbered by {@code deviceModels}. */
    public Fragmentation(TypicalPods typical, DeviceModels deviceModels) {
        int size = typical.pods().size();
        shares = new double[size];
        cpu = new long[size];
        milli = new int[size];
        count = new int[size];
        models = new long[size];
        for (int t = 0; t < size; t++) {
            TypicalPods.TypicalPod pod = typical.pods().get(t);
            shares[t] = pod.share();
            cpu[t] = pod.cpuMilli();
            milli[t] = pod.devices().milliPerDevice();
            count[t] = pod.devices().count();
            models[t] = deviceModels.numbered(pod.devices().models());
        }
        cpuSteps = distinct(cpu);
    }

    /** The fragmentation amount of a node as it is, in thousandths of devices. O(typical pods x devices). */
    public double amount(NodeTable nodes, int node) {
        int devices = nodes.deviceCount(node);
        int[] model = new int[devices];
        int[] free = new int[devices];
        for (int i = 0; i < devices; i++) {
            model[i] = nodes.deviceModel(node, i);
            free[i] = Math.max(0, nodes.deviceFree(node, i));
        }
        return amount(model, free, nodes.free(Dimensions.CPU, node));
    }

    /** The fragmentation amount of a node with these devices and this much free CPU. */
    double amount(int[] model, int[] free, long freeCpu) {
        int total = 0;
        long modelsHere = 0;
        for (int i = 0; i < free.length; i++) {
            total += free[i];
            modelsHere |= 1L << model[i];
        }
        boolean oneModel = Long.bitCount(modelsHere) == 1;
        double lackBoth = 0;
        double lackDevices = 0;
        double lackCpu = 0;
        double cpuSatisfied = 0;
        double cpuLacking = 0;
        double noAccess = 0;
        for (int t = 0; t < shares.length; t++) {
            double share = shares[t];
            boolean cpuFits = freeCpu >= cpu[t];
            if (milli[t] == 0) {
                if (cpuFits) {
                    cpuSatisfied += share * total;
                } else {
                    cpuLacking += share * total;
                }
            } else if ((models[t] & modelsHere) == 0) {
                noAccess += share * total;
            } else {
                boolean devicesFit = devicesFit(t, model, free, oneModel);
                if (devicesFit && cpuFits) {
                    lackDevices += share * useless(t, model, free);
                } else if (devicesFit) {
                    lackCpu += share * total;
                } else if (cpuFits) {
                    lackDevices += share * total;
                } else {
                    lackBoth += share * total;
                }
            }
        }
        return lackBoth + lackDevices + lackCpu + cpuSatisfied + cpuLacking + noAccess;
    }

    /** How many of the distinct CPU requests of typical pods a node with this much free CPU can serve. */
    int cpuStep(long freeCpu) {
        int low = 0;
        int high = cpuSteps.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cpuSteps[middle] <= freeCpu) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** One more than the largest {@link #cpuStep}. */
    int cpuSteps() {
        return cpuSteps.length + 1;
    }

    /** Some free CPU of this step; all of one step have the same fragmentation. */
    long cpuOfStep(int step) {
        return step == 0 ? Long.MIN_VALUE : cpuSteps[step - 1];
    }

    private boolean devicesFit(int t, int[] model, int[] free, boolean oneModel) {
        if (oneModel || count[t] == 1) {
            return fitting(t, -1, model, free) >= count[t];
        }
        for (int i = 0; i < model.length; i++) {
            if (fitting(t, 1L << model[i], model, free) >= count[t]) {
                return true;
            }
        }
        return false;
    }

    private int fitting(int t, long within, int[] model, int[] free) {
        long accepted = models[t] & within;
        int fitting = 0;
        for (int i = 0; i < free.length; i++) {
            if (free[i] >= milli[t] && (accepted >>> model[i] & 1) != 0) {
                fitting++;
            }
        }
        return fitting;
    }

    private int useless(int t, int[] model, int[] free) {
        int useless = 0;
        for (int i = 0; i < free.length; i++) {
            if (free[i] < milli[t] || (models[t] >>> model[i] & 1) == 0) {
                useless += free[i];
            }
        }
        return useless;
    }

    private static long[] distinct(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int size = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[size++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, size);
    }
}
