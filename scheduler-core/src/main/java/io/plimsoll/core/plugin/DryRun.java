package io.plimsoll.core.plugin;

/**
 * A prepared filter that is asked about one node while pods are thought away from it and back, or pods that are not there
 * yet are thought to be there. Nothing in the cluster changes. Made once per prepared rule and used again and again; it
 * must not allocate in the steady state. (kube-scheduler does this by clones of its state and {@code PreFilterExtensions};
 * where those count otherwise than a fresh look would, so does this.)
 */
public interface DryRun {

    /** Begins with a node as it is now. What was thought before is forgotten. */
    void start(int node);

    /**
     * Thinks of a pod as coming to the node ({@code sign} 1) or leaving it (-1).
     *
     * @param pod one of this node that leaves or comes back, or a waiting one that comes and then goes again, the last that
     *     came first and before a pod of the node changes
     */
    void pod(int pod, int sign);

    /** What {@link FilterRule#verdict} would say. */
    long verdict();
}
