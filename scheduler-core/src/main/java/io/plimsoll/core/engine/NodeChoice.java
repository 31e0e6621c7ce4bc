package io.plimsoll.core.engine;

/** Which of the feasible nodes is taken. */
public enum NodeChoice {
    /** The highest total score; of equals the lowest slot. */
    BEST,
    /** The lowest slot. Takes no scorers. */
    FIRST,
    /** The lowest slot behind the node chosen last, then from the beginning. Takes no scorers. */
    NEXT,
    /** Any with equal chance, drawn by seed and decision number. Takes no scorers. */
    RANDOM
}
