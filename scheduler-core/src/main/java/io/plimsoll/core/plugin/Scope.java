package io.plimsoll.core.plugin;

/** What a rule's answer for a class and a node depends on, and so what makes a remembered answer out of date. */
public enum Scope {
    /** The class and the node's description: name, labels, capacity, devices, cordon. */
    STATIC,
    /** The class and the present load of that node: free amounts, free devices, the pods on it. */
    NODE,
    /** Counts over groups of nodes, such as topology domains. */
    CLUSTER,
    /** Other objects of the API, by a version: see {@link Plugin#epoch}. */
    OBJECTS,
    /** Slowly learned knowledge with a version: see {@link Plugin#epoch}. */
    EPOCH
}
