package io.plimsoll.simulator.record;

import io.plimsoll.core.state.Checks;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.Arrays;
import java.util.List;

/**
 * What stands in the way of each of a few classes on a node, as one word: four bits for each class, 0 when it fits, else
 * one more than the resource of which the node has least in proportion to the request, or {@link #OTHER}, or
 * {@link #CORDON}. Not that a class is refused, but why, takes a division, and that only where it lacks several resources.
 */
final class StrandedCauses {

    static final int MOST_CLASSES = 16;
    static final int CAUSES = 16;
    /** A resource that is not measured, or the last ones of many. */
    static final int OTHER = CAUSES - 2;
    /** The node takes no pods. */
    static final int CORDON = CAUSES - 1;

    private static final int BITS = 4;
    /** The bits of a byte, each in the place of a class. */
    private static final int[] SPREAD = new int[1 << Byte.SIZE];

    private final NodeTable nodes;
    private final ResourceMeter resources;
    private final PodClass[] classes;
    private final long cordoned;
    /** By resource: what each class asks, the most of that, and its inverse. */
    private final long[][] requests;

    private final long[] largest;
    private final double[][] inverse;
    private final int devices;
    /** The distinct ways to ask for a device, and which is whose. */
    private final int[] milli;

    private final long[] models;
    private final int[] wayOf;
    private int ways;
    /** By way, of the node looked at: the devices that fit. */
    private final int[] fitting;

    /** By resource, of the node looked at: the classes that lack it as bits, and what is free. */
    private final int[] lacking;

    private final long[] free;
    private final boolean unmeasured;

    static {
        for (int bits = 0; bits < SPREAD.length; bits++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                SPREAD[bits] |= ((bits >>> bit) & 1) << (BITS * bit);
            }
        }
    }

    StrandedCauses(Cluster cluster, ResourceMeter resources, List<PodClass> about) {
        this.nodes = cluster.nodes();
        this.resources = resources;
        this.classes = about.toArray(new PodClass[0]);
        int count = resources.count();
        requests = new long[count][classes.length];
        inverse = new double[count][classes.length];
        largest = new long[count];
        lacking = new int[count];
        free = new long[count];
        milli = new int[classes.length];
        models = new long[classes.length];
        wayOf = new int[classes.length];
        fitting = new int[classes.length];
        long all = 0;
        int gpu = -1;
        for (int r = 0; r < count; r++) {
            gpu = resources.get(r).isDevices() ? r : gpu;
        }
        devices = gpu;
        boolean more = false;
        for (int k = 0; k < classes.length; k++) {
            all |= (long) CORDON << (BITS * k);
            wayOf[k] = way(classes[k]);
            int measured = 0;
            for (int r = 0; r < count; r++) {
                long request = r == devices
                        ? classes[k].deviceCount()
                        : resources.get(r).request(classes[k]);
                requests[r][k] = request;
                inverse[r][k] = 1.0 / request;
                largest[r] = Math.max(largest[r], request);
                measured += r != devices && request > 0 ? 1 : 0;
            }
            more |= classes[k].requestedDimensions().length > measured || lacksDevices(classes[k]);
        }
        cordoned = all;
        unmeasured = more;
    }

    /** Whether these are its classes. */
    boolean areOf(List<PodClass> others) {
        return List.of(classes).equals(others);
    }

    int classes() {
        return classes.length;
    }

    PodClass podClass(int k) {
        return classes[k];
    }

    /** The cause for a class in a word. */
    static int cause(long word, int k) {
        return (int) (word >>> (BITS * k)) & (CAUSES - 1);
    }

    /** The word of a slot; 0 where there is no node. */
    long word(int node) {
        for (int r = 0; r < free.length; r++) {
            free[r] = nodes.exists(node) ? resources.get(r).free(node) : 0;
        }
        if (!nodes.exists(node)) {
            return 0;
        }
        if (nodes.unschedulable(node)) {
            return cordoned;
        }
        int some = 0;
        int several = 0;
        for (int r = 0; r < lacking.length; r++) {
            int these = r == devices ? lackingDevices(node) : lacking(requests[r], largest[r], free[r]);
            lacking[r] = these;
            several |= some & these;
            some |= these;
        }
        long word = 0;
        for (int r = 0; r < lacking.length; r++) {
            word |= spread(lacking[r] & ~several) * Math.min(r + 1, OTHER);
        }
        for (int rest = several; rest != 0; rest &= rest - 1) {
            int k = Integer.numberOfTrailingZeros(rest);
            word |= (long) scarcest(k) << (BITS * k);
        }
        return unmeasured ? word | unmeasured(node, some) : word;
    }

    /** What the node asked about last has free of each resource. */
    long[] free() {
        return free;
    }

    private static long spread(int bits) {
        return ((long) SPREAD[bits >>> Byte.SIZE] << Integer.SIZE) | (SPREAD[bits & (SPREAD.length - 1)] & 0xffffffffL);
    }

    /** The classes that ask more than that, as bits. */
    private static int lacking(long[] requests, long largest, long left) {
        int bits = 0;
        if (left < largest) {
            for (int k = 0; k < requests.length; k++) {
                bits |= (int) ((left - requests[k]) >>> (Long.SIZE - 1)) << k;
            }
        }
        return bits;
    }

    private int lackingDevices(int node) {
        Arrays.fill(fitting, 0);
        if (free[devices] > 0) {
            int count = nodes.deviceCount(node);
            for (int device = 0; device < count; device++) {
                int left = nodes.deviceFree(node, device);
                if (left <= 0) {
                    continue;
                }
                int model = nodes.deviceModel(node, device);
                for (int way = 0; way < ways; way++) {
                    fitting[way] += ((milli[way] - 1 - left) >>> (Integer.SIZE - 1)) & (int) (models[way] >>> model);
                }
            }
        }
        long[] wanted = requests[devices];
        int bits = 0;
        for (int k = 0; k < wanted.length; k++) {
            bits |= (int) ((fitting[wayOf[k]] - wanted[k]) >>> (Long.SIZE - 1)) << k;
        }
        return bits;
    }

    /** One more than the resource that the class lacks most in proportion, of the several that it lacks. */
    private int scarcest(int k) {
        int scarcest = 0;
        double most = Double.POSITIVE_INFINITY;
        for (int r = 0; r < lacking.length; r++) {
            if (((lacking[r] >>> k) & 1) != 0) {
                double share = (r == devices ? fitting[wayOf[k]] : free[r]) * inverse[r][k];
                if (share < most) {
                    most = share;
                    scarcest = r + 1;
                }
            }
        }
        return Math.min(scarcest, OTHER);
    }

    /** The causes for the classes that lack no measured resource. */
    private long unmeasured(int node, int some) {
        long word = 0;
        for (int k = 0; k < classes.length; k++) {
            boolean lacks = lacksDevices(classes[k]);
            for (int d = 0; d < classes[k].dimensions() && !lacks; d++) {
                lacks = classes[k].request(d) > Math.max(0, nodes.free(d, node));
            }
            if (lacks && ((some >>> k) & 1) == 0) {
                word |= (long) OTHER << (BITS * k);
            }
        }
        return word;
    }

    /** Where no node has devices they are not measured. */
    private boolean lacksDevices(PodClass podClass) {
        return devices < 0 && podClass.deviceCount() > 0;
    }

    /** As {@link #word}, class by class and without any short cut: for {@link Checks#FULL}. */
    long plainWord(int node) {
        long word = 0;
        for (int k = 0; k < classes.length && nodes.exists(node); k++) {
            int cause = nodes.unschedulable(node) ? CORDON : plainCause(node, k);
            word |= (long) cause << (BITS * k);
        }
        return word;
    }

    private int plainCause(int node, int k) {
        int cause = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int r = 0; r < resources.count(); r++) {
            boolean counted = resources.get(r).isDevices();
            long request = counted ? classes[k].deviceCount() : resources.get(r).request(classes[k]);
            long left = counted
                    ? fittingDevices(node, classes[k])
                    : resources.get(r).free(node);
            double share = left * (1.0 / request);
            if (left < request && share < least) {
                least = share;
                cause = Math.min(r + 1, OTHER);
            }
        }
        for (int d = 0; d < classes[k].dimensions() && cause == 0; d++) {
            cause = classes[k].request(d) > Math.max(0, nodes.free(d, node)) ? OTHER : 0;
        }
        return cause == 0 && lacksDevices(classes[k]) ? OTHER : cause;
    }

    private int fittingDevices(int node, PodClass podClass) {
        int count = 0;
        for (int device = 0; device < nodes.deviceCount(node); device++) {
            boolean fits = nodes.deviceFree(node, device) >= podClass.deviceMilli()
                    && podClass.acceptsModel(nodes.deviceModel(node, device));
            count += fits ? 1 : 0;
        }
        return count;
    }

    private int way(PodClass podClass) {
        for (int way = 0; way < ways; way++) {
            if (milli[way] == podClass.deviceMilli() && models[way] == podClass.deviceModels()) {
                return way;
            }
        }
        milli[ways] = podClass.deviceMilli();
        models[ways] = podClass.deviceModels();
        return ways++;
    }
}
