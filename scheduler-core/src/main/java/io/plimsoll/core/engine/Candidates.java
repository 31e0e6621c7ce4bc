package io.plimsoll.core.engine;

/** The nodes a pod may go to, ready to be chosen from. Positions are node slots; -1 means none. */
interface Candidates {

    /** The node with the best total score, the lowest slot of equals. */
    int best();

    /** The first feasible node at or behind a slot. */
    int next(int from);

    /** Number of feasible nodes. */
    int feasible();

    /** The feasible node with {@code n} feasible ones before it. */
    int nth(int n);
}
