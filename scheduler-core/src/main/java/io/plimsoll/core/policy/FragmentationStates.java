package io.plimsoll.core.policy;

import io.plimsoll.core.state.NodeTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memo of fragmentation amounts. What matters of a node's devices is the multiset of (model, free) pairs, and of its
 * free CPU only which typical requests it can serve; few such states exist, and a placement leads from one to another. So
 * a hypothetical placement costs two table look-ups instead of a sum over typical pods and devices. Holds a bounded
 * number of states and then starts anew. {@code FgdScoreBenchmark} compares it with the plain sums.
 */
final class FragmentationStates {

    private static final int BOUND = 1 << 18;

    private final Fragmentation fragmentation;
    private Map<Key, State> states = new HashMap<>();
    private @Nullable State[] stateOfNode = new State[64];
    private int[][] seen = new int[64][];

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

    FragmentationStates(Fragmentation fragmentation) {
        this.fragmentation = fragmentation;
    }

    int cpuStep(long freeCpu) {
        return fragmentation.cpuStep(freeCpu);
    }

    /** The state of a node's devices now. */
    State of(NodeTable nodes, int node) {
        if (node >= seen.length) {
            int length = Math.max(node + 1, 2 * seen.length);
            seen = Arrays.copyOf(seen, length);
            stateOfNode = Arrays.copyOf(stateOfNode, length);
        }
        @Nullable State known = stateOfNode[node];
        if (known != null && unchanged(nodes, node)) {
            return known;
        }
        int[] devices = new int[nodes.deviceCount(node)];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = device(nodes, node, i);
        }
        seen[node] = devices;
        State state = intern(devices.clone());
        stateOfNode[node] = state;
        return state;
    }

    /** How a device looks in {@link State#devices}; an overcommitted one has nothing free. */
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

    private State intern(int[] devices) {
        Arrays.sort(devices);
        if (states.size() >= BOUND) {
            states = new HashMap<>();
            Arrays.fill(stateOfNode, null);
        }
        return states.computeIfAbsent(new Key(devices), key -> new State(key.devices));
    }
}
