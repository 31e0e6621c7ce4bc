package io.plimsoll.core.state;

import java.util.Arrays;

/** The devices of all nodes: a row of equal width per node, as wide as the largest number of devices so far. */
final class DeviceTable {

    private int width;
    private int rows = 64;
    private int[] free = new int[0];
    private int[] capacity = new int[0];
    private byte[] model = new byte[0];
    private byte[] count = new byte[64];
    private long[] models = new long[64];
    private int[] freeTotal = new int[64];
    private int[] capacityTotal = new int[64];

    int count(int node) {
        return count[node];
    }

    int free(int node, int device) {
        return free[node * width + device];
    }

    int capacity(int node, int device) {
        return capacity[node * width + device];
    }

    int model(int node, int device) {
        return model[node * width + device];
    }

    long models(int node) {
        return models[node];
    }

    int freeTotal(int node) {
        return freeTotal[node];
    }

    int capacityTotal(int node) {
        return capacityTotal[node];
    }

    /** Replaces a node's devices; what is used of device {@code i} stays used. */
    void describe(int node, int[] capacities, int[] deviceModels) {
        grow(node, capacities.length);
        int row = node * width;
        models[node] = 0;
        freeTotal[node] = 0;
        capacityTotal[node] = 0;
        for (int i = 0; i < width; i++) {
            int now = i < capacities.length ? capacities[i] : 0;
            free[row + i] += now - capacity[row + i];
            capacity[row + i] = now;
            model[row + i] = (byte) (i < capacities.length ? deviceModels[i] : 0);
            freeTotal[node] += free[row + i];
            capacityTotal[node] += now;
        }
        for (int i = 0; i < capacities.length; i++) {
            models[node] |= 1L << deviceModels[i];
        }
        count[node] = (byte) capacities.length;
    }

    /** Takes thousandths from (or, when negative, gives them back to) each of the devices in the bits. */
    void take(int node, long bits, int milli) {
        int row = node * width;
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            free[row + Long.numberOfTrailingZeros(rest)] -= milli;
        }
        freeTotal[node] -= milli * Long.bitCount(bits);
    }

    private void grow(int node, int devices) {
        if (node >= rows || devices > width) {
            int newRows = node >= rows ? Math.max(node + 1, 2 * rows) : rows;
            int newWidth = Math.max(width, devices);
            int[] newFree = new int[newRows * newWidth];
            int[] newCapacity = new int[newRows * newWidth];
            byte[] newModel = new byte[newRows * newWidth];
            for (int n = 0; n < rows; n++) {
                System.arraycopy(free, n * width, newFree, n * newWidth, width);
                System.arraycopy(capacity, n * width, newCapacity, n * newWidth, width);
                System.arraycopy(model, n * width, newModel, n * newWidth, width);
            }
            free = newFree;
            capacity = newCapacity;
            model = newModel;
            count = Arrays.copyOf(count, newRows);
            models = Arrays.copyOf(models, newRows);
            freeTotal = Arrays.copyOf(freeTotal, newRows);
            capacityTotal = Arrays.copyOf(capacityTotal, newRows);
            width = newWidth;
            rows = newRows;
        }
    }
}
