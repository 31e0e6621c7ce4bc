package io.plimsoll.extender.live;

/** Is told what a {@link LiveCluster} is made of, so that another one can be made of the same. */
public interface ResidentVisitor {

    /**
     * A node.
     *
     * @param told whether the list of nodes that is being told, or was told last, has it
     */
    void node(int slot, String name, boolean told);

    /** A pod that holds space. */
    void pod(Place place);

    /**
     * Where a pod holds space.
     *
     * @param uid its UID
     * @param node where it is or shall go
     * @param devices the devices it takes there, as bits
     * @param until when its hold is overdue; 0 for one that was seen on its node
     * @param nominated whether others must leave the node for it
     * @param seenAt when it was first seen there
     * @param told whether the list of pods that is being told, or was told last, has it
     */
    record Place(String uid, String node, long devices, long until, boolean nominated, long seenAt, boolean told) {}
}
