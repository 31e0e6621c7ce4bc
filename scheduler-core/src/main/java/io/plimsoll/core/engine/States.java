package io.plimsoll.core.engine;

/** Distinct states of nodes, vectors of free amounts, by number, and the search for the best of them. */
interface States {

    /** The state of this vector, added if it is not there. */
    int add(long[] vector);

    /** Removes a state. */
    void remove(int state);

    /** Whether a state is this vector. */
    boolean is(int state, long[] vector);

    /**
     * The node with the best total, the lowest slot of equals, or -1.
     *
     * @param asked by dimension the least amount that must be free
     */
    int best(long[] asked, FreeRules rules);

    /** Whether the states are better off elsewhere, or in the same structure made anew. */
    boolean overgrown();

    /** What was added until now is there from the start: it by itself is no reason to be made anew. */
    void planted();
}
