package io.plimsoll.core.engine;

import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node whose pods really leave and come back, in a trial: for rules that can only be asked about what is so. */
final class LiveNode {

    /** More devices than any pod may have. */
    private static final long UNKNOWN = -1;

    private final Cluster cluster;
    private @Nullable Trial trial;
    private @Nullable Trial nested;
    private int node;
    /** By pod: the devices of one that left and did not come back. */
    private long[] devices = new long[0];

    LiveNode(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Begins with a node as it is outside of all this. */
    void start(int asked) {
        end();
        Arrays.fill(devices, UNKNOWN);
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

    /** A pod leaves the node ({@code sign} -1), comes back to the devices it had, or comes for the first time (1). */
    void pod(int pod, int sign) {
        if (pod >= devices.length) {
            int length = devices.length;
            devices = Arrays.copyOf(devices, Math.max(pod + 1, 2 * length));
            Arrays.fill(devices, length, devices.length, UNKNOWN);
        }
        if (sign < 0) {
            devices[pod] = cluster.pods().devices(pod);
            cluster.unbind(pod);
        } else {
            cluster.bind(pod, node, devices[pod] == UNKNOWN ? mostFree(pod) : devices[pod]);
            devices[pod] = UNKNOWN;
        }
    }

    private long mostFree(int pod) {
        return cluster.nodes().mostFreeDevices(node, cluster.pods().podClass(pod));
    }
}
