package io.plimsoll.core.plugin;

/**
 * A prepared filter that passes exactly when, dimension by dimension, what the class requests is free on the node; a
 * dimension of which nothing is requested does not matter. The engine may then find nodes that pass by their free amounts,
 * without asking.
 */
public interface RequestsFree extends NodeFilter {}
