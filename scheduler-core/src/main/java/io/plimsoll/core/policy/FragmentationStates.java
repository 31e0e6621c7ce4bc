package io.plimsoll.core.policy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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
    private Map<Key, State> states = new HashMap<>();
    private @Nullable State[] stateOfNode = new State[64];
    private int[][] seen = new int[64][0];
    /** Keys to look up with, by number of devices; made when first needed. */
    private final @Nullable Key[] probes = new Key[DeviceRequest.MAX_DEVICES + 1];

    /** Devices as sorted {@code model << 10 | free}. */
    private static final class Key {

        final int[] devices;

        Key(int[] devices) {
            this.devices = devices;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(devices, key.devices);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(devices);
        }
    }

    /** One multiset of devices. */
    final class State {

        /** Sorted {@code model << 10 | free}. */
        final int[] devices;

        private final double[] amounts;
        private long[] moves = new long[4];
        private @Nullable State[] targets = new State[4];
        private int moveCount;

        State(int[] devices) {
            this.devices = devices;
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
            State target = intern(next);
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
        State state = intern(devices);
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
    private State intern(int[] devices) {
        @Nullable Key probe = probes[devices.length];
        if (probe == null) {
            probe = new Key(new int[devices.length]);
            probes[devices.length] = probe;
        }
        System.arraycopy(devices, 0, probe.devices, 0, devices.length);
        Arrays.sort(probe.devices);
        @Nullable State known = states.get(probe);
        if (known != null) {
            return known;
        }
        if (states.size() >= BOUND) {
            states = new HashMap<>();
            Arrays.fill(stateOfNode, null);
        }
        int[] sorted = probe.devices.clone();
        State state = new State(sorted);
        states.put(new Key(sorted), state);
        return state;
    }
}
