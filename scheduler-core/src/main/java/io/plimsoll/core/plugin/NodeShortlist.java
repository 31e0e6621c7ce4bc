package io.plimsoll.core.plugin;

/**
 * A prepared filter that knows without looking at nodes which few may come into question. It refuses all others, too, but
 * the reason that counts for them is that they are not on the list, whatever other filters say.
 */
public interface NodeShortlist extends NodeFilter {

    /** Whether a node is on the list. */
    boolean lists(int node);
}
