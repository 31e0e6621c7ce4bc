package io.plimsoll.core.policy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A memo of fragmentation amounts. What matters of a node's devices is the multiset of (model, free) pairs, and of its
 * free CPU only which typical requests it can serve; few such states exist, and a placement leads from one to another. So
 * a hypothetical placement costs two table look-ups instead of a sum over typical pods and devices. Holds a bounded
 * number of states and then starts anew. {@code FragmentationBenchmark} compares it with the plain sums.
 */
public final class FragmentationStates {

    private static final int BOUND = 1 << 18;

    private final Fragmentation fragmentation;
    /** A hash table with open addressing, at most half full: a look-up reads a slot, a state and its devices. */
    private @Nullable State[] table = new State[1 << 10];

    private int states;
    private @Nullable State[] stateOfNode = new State[64];
    private int[][] seen = new int[64][0];
    /** Devices to look up, sorted here. */
    private final int[] sorted = new int[DeviceRequest.MAX_DEVICES];

    /** One multiset of devices. */
    final class State {

        /** Sorted {@code model << 10 | free}. */
        final int[] devices;

        private final int hash;
        private final double[] amounts;
        private long[] moves = new long[4];
        private @Nullable State[] targets = new State[4];
        private int moveCount;

        State(int[] devices, int hash) {
            this.devices = devices;
            this.hash = hash;
            this.amounts = new double[fragmentation.cpuSteps()];
            Arrays.fill(amounts, Double.NaN);
        }

        /** The fragmentation amount with free CPU of a step. */
        double amount(int cpuStep) {
            double known = amounts[cpuStep];
            if (Double.isNaN(known)) {
                int[] model = new int[devices.length];
                int[] free = new int[devices.length];
                for (int i = 0; i < devices.length; i++) {
                    model[i] = devices[i] >>> 10;
                    free[i] = devices[i] & 1023;
                }
                known = fragmentation.amount(model, free, fragmentation.cpuOfStep(cpuStep));
                amounts[cpuStep] = known;
            }
            return known;
        }

        /** The state after thousandths were taken from each of some devices that look like this one. */
        State after(int device, int milli, int count) {
            long move = (long) device << 32 | (long) count << 16 | milli;
            for (int i = 0; i < moveCount; i++) {
                if (moves[i] == move) {
                    @Nullable State target = targets[i];
                    if (target != null) {
                        return target;
                    }
                }
            }
            int[] next = devices.clone();
            int at = 0;
            for (int taken = 0; taken < count; at++) {
                if (next[at] == device) {
                    next[at] -= milli;
                    taken++;
                }
            }
            State target = intern(next, next.length);
            if (moveCount == moves.length) {
                moves = Arrays.copyOf(moves, 2 * moveCount);
                targets = Arrays.copyOf(targets, 2 * moveCount);
            }
            moves[moveCount] = move;
            targets[moveCount++] = target;
            return target;
        }
    }

    /** A memo of this measure; for one cluster. */
    public FragmentationStates(Fragmentation fragmentation) {
        this.fragmentation = fragmentation;
    }

    /** What {@link Fragmentation#amount(NodeTable, int)} says of a node, in thousandths of devices. */
    public double amount(NodeTable nodes, int node) {
        return of(nodes, node).amount(cpuStep(nodes.free(Dimensions.CPU, node)));
    }

    int cpuStep(long freeCpu) {
        return fragmentation.cpuStep(freeCpu);
    }

    /** The state of a node's devices now. */
    State of(NodeTable nodes, int node) {
        if (node >= seen.length) {
            int length = Math.max(node + 1, 2 * seen.length);
            int old = seen.length;
            seen = Arrays.copyOf(seen, length);
            Arrays.fill(seen, old, length, new int[0]);
            stateOfNode = Arrays.copyOf(stateOfNode, length);
        }
        @Nullable State known = stateOfNode[node];
        if (known != null && unchanged(nodes, node)) {
            return known;
        }
        int count = nodes.deviceCount(node);
        if (seen[node].length != count) {
            seen[node] = new int[count];
        }
        int[] devices = seen[node];
        for (int i = 0; i < count; i++) {
            devices[i] = device(nodes, node, i);
        }
        State state = intern(devices, count);
        stateOfNode[node] = state;
        return state;
    }

    /** How a device looks in {@link State#devices}; one that is overcommitted has nothing free. */
    static int device(NodeTable nodes, int node, int device) {
        return nodes.deviceModel(node, device) << 10 | Math.max(0, nodes.deviceFree(node, device));
    }

    private boolean unchanged(NodeTable nodes, int node) {
        int[] devices = seen[node];
        if (devices.length != nodes.deviceCount(node)) {
            return false;
        }
        for (int i = 0; i < devices.length; i++) {
            if (devices[i] != device(nodes, node, i)) {
                return false;
            }
        }
        return true;
    }

    /** The state of these devices, which may be in any order. Allocates only for a state that was never seen. */
    private State intern(int[] devices, int count) {
        int hash = sort(devices, count);
        int mask = table.length - 1;
        int slot = hash & mask;
        for (State known = table[slot]; known != null; known = table[slot]) {
            if (known.hash == hash && Arrays.equals(known.devices, 0, known.devices.length, sorted, 0, count)) {
                return known;
            }
            slot = slot + 1 & mask;
        }
        if (states == BOUND) {
            Arrays.fill(table, null);
            Arrays.fill(stateOfNode, null);
            states = 0;
        } else if (2 * states >= table.length) {
            grow();
        }
        State state = new State(Arrays.copyOf(sorted, count), hash);
        put(state);
        states++;
        return state;
    }

    /** Copies devices into {@link #sorted}, in order, and returns their hash. Few devices: by insertion. */
    private int sort(int[] devices, int count) {
        for (int i = 0; i < count; i++) {
            int device = devices[i];
            int at = i;
            while (at > 0 && sorted[at - 1] > device) {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = device;
        }
        int hash = count;
        for (int i = 0; i < count; i++) {
            hash = (hash ^ sorted[i]) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash;
    }

    private void grow() {
        @Nullable State[] old = table;
        table = new State[2 * old.length];
        for (State state : old) {
            if (state != null) {
                put(state);
            }
        }
    }

    private void put(State state) {
        int mask = table.length - 1;
        int slot = state.hash & mask;
        while (table[slot] != null) {
            slot = slot + 1 & mask;
        }
        table[slot] = state;
    }
}
