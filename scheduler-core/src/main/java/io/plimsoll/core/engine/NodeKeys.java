package io.plimsoll.core.engine;

/** The keys of an index's nodes, kept so that the best one is found at once. */
interface NodeKeys extends Candidates {

    /** One more than the largest slot there is room for. */
    int slots();

    /** Makes room for at least this many slots. */
    void reserve(int slots);

    /** The node's key, {@link ScoreTree#ABSENT} where there is no node. */
    long key(int node);

    /** A node came or was described anew; its key follows. */
    void join(int node);

    /** A node went, perhaps one that there never was room for. */
    void leave(int node);

    /** A node's load changed, and perhaps its key. */
    void set(int node, long key);
}
