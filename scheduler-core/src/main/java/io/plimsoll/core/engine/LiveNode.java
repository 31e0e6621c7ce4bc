package io.plimsoll.core.engine;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node whose pods really leave and come back, in a trial: for rules that can only be asked about what is so. */
final class LiveNode {

    private final Cluster cluster;
    private @Nullable Trial trial;
    private @Nullable Trial nested;
    private int node;
    /** By pod: the devices of one that left. */
    private long[] devices = new long[0];

    LiveNode(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Begins with a node as it is outside of all this. */
    void start(int asked) {
        end();
        node = asked;
        trial = cluster.openTrial();
    }

    /** Undoes everything. */
    void end() {
        if (trial != null) {
            trial.close();
            trial = null;
        }
    }

    /** What comes from now on can be undone by {@link #back}. */
    void mark() {
        nested = cluster.openTrial();
    }

    /** Undoes everything since {@link #mark}. */
    void back() {
        if (nested != null) {
            nested.close();
            nested = null;
        }
    }

    /** A pod leaves the node ({@code sign} -1), or comes (1), to the devices it had or, if it had none, to the first. */
    void pod(int pod, int sign) {
        if (pod >= devices.length) {
            devices = Arrays.copyOf(devices, Math.max(pod + 1, 2 * devices.length));
        }
        if (sign < 0) {
            devices[pod] = cluster.pods().devices(pod);
            cluster.unbind(pod);
        } else {
            int there = cluster.nodes().deviceCount(node);
            int count = cluster.pods().podClass(pod).deviceCount();
            boolean had = Long.bitCount(devices[pod]) == count && Long.SIZE - Long.numberOfLeadingZeros(devices[pod]) <= there;
            if (count <= there) {
                cluster.bind(pod, node, had ? devices[pod] : -1L >>> (Long.SIZE - count));
            }
        }
    }
}
