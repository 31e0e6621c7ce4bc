package io.plimsoll.core.state;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.Taint;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The taints and the images of nodes by number: most nodes have the same as others, so that a rule about them looks once at
 * each of a few lists instead of at every node. Images come and go for as long as a cluster lives: when there are many more numbers
 * than nodes, all nodes get new ones, and what was remembered by the old ones is of another {@link #era}.
 */
final class NodeMarks {

    private static final int MANY = 1024;

    private Dictionary<List<Taint>> taintSets = new Dictionary<>();
    private Dictionary<SortedMap<String, Long>> imageSets = new Dictionary<>();
    private int[] taintSet = new int[0];
    private int[] imageSet = new int[0];
    private int era;

    void reserve(int nodes) {
        taintSet = Arrays.copyOf(taintSet, nodes);
        imageSet = Arrays.copyOf(imageSet, nodes);
    }

    /**
     * Notes what a node has. Amortised O(1).
     *
     * @param specs all nodes by slot, this one included
     */
    void describe(int node, @Nullable NodeSpec[] specs) {
        put(node, specs[node]);
        int most = MANY + 2 * specs.length;
        if (taintSets.size() > most || imageSets.size() > most) {
            taintSets = new Dictionary<>();
            imageSets = new Dictionary<>();
            for (int slot = 0; slot < specs.length; slot++) {
                put(slot, specs[slot]);
            }
            era++;
        }
    }

    private void put(int node, @Nullable NodeSpec spec) {
        if (spec != null) {
            taintSet[node] = taintSets.intern(spec.taints());
            imageSet[node] = imageSets.intern(spec.images());
        }
    }

    int taintSet(int node) {
        return taintSet[node];
    }

    int imageSet(int node) {
        return imageSet[node];
    }

    /** Moves when numbers mean something else than before. */
    int era() {
        return era;
    }
}
