package io.plimsoll.core.state;

/** What tests in other packages may do to a cluster and users may not. */
public final class ClusterAccess {

    private ClusterAccess() {}

    /** A cluster whose change log keeps this many changes (a power of two), so that readers fall behind its end. */
    public static Cluster withChangeLog(int capacity) {
        return new Cluster(capacity);
    }
}
