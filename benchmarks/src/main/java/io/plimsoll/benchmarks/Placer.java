package io.plimsoll.benchmarks;

/** Something that places pods of numbered classes, to be compared with others. Pods are known by a seat: 0, 1, 2 ... */
interface Placer {

    /** Places a pod of a class and returns its node, or -1. */
    int place(int podClass, int seat);

    /** The pod of a seat leaves its node. */
    void depart(int podClass, int seat);
}
