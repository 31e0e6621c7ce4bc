package io.plimsoll.extender.live;

/** Is told what a {@link LiveCluster} is made of, so that another one can be made of the same. */
public interface ResidentVisitor {

    /**
     * A node.
     *
     * @param told whether the list of nodes that is being told, or was told last, has it
     */
    void node(int slot, String name, boolean told);

    /**
     * A pod that holds space.
     *
     * @param until when its hold is overdue; 0 for one that was seen on its node
     * @param told whether the list of pods that is being told, or was told last, has it
     */
    void pod(String uid, String node, long until, boolean told);
}
