package io.plimsoll.benchmarks;

/** A placer that can be brought into the state of another one. */
interface Baseline extends Placer {

    /** Puts a pod on a node without choosing; node -1 leaves it out. */
    void take(int podClass, int seat, int node);
}
