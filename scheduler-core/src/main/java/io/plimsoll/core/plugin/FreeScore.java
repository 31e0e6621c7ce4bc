package io.plimsoll.core.plugin;

/**
 * A prepared scorer whose answer follows from what is free on a node and nothing else, and never rises when more is free:
 * what packs. The engine may then ask once for all nodes of which the same is free, and leave out those that have more of
 * everything than one already found. A scorer that cannot promise this is a plain {@link NodeScore}.
 */
public interface FreeScore extends NodeScore {

    /** Stands in {@link #dimensions()} for the devices of a node, all together, in thousandths. */
    int DEVICES = -1;

    /** The dimensions whose free amounts matter. The same for every class, or the engine asks node by node. A copy. */
    int[] dimensions();

    /**
     * The score of a node with these free amounts, equal to {@link #score(int)} of such a node.
     *
     * @param free amounts; the one at {@code from + i} is of the dimension {@code dimensions()[i]}
     * @param enough a score below this may be told as any other below it, if that is less work
     */
    long score(long[] free, int from, long enough);
}
