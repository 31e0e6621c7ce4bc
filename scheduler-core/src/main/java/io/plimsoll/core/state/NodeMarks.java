package io.plimsoll.core.state;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Taint;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * The taints and the images of nodes by number: most nodes have the same as others, so that a rule about them looks once at
 * each of a few lists instead of at every node.
 */
final class NodeMarks {

    private final Dictionary<List<Taint>> taintSets = new Dictionary<>();
    private final Dictionary<SortedMap<String, Long>> imageSets = new Dictionary<>();
    private int[] taintSet = new int[0];
    private int[] imageSet = new int[0];

    void reserve(int nodes) {
        taintSet = Arrays.copyOf(taintSet, nodes);
        imageSet = Arrays.copyOf(imageSet, nodes);
    }

    void describe(int node, NodeSpec spec) {
        taintSet[node] = taintSets.intern(spec.taints());
        imageSet[node] = imageSets.intern(spec.images());
    }

    int taintSet(int node) {
        return taintSet[node];
    }

    int imageSet(int node) {
        return imageSet[node];
    }
}
