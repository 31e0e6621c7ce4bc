package io.plimsoll.core.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On how many nodes every image is. */
public final class Images {

    private static final class Count {

        private int nodes;
    }

    private final Map<String, Count> counts = new HashMap<>();

    Images() {}

    /** Number of nodes that have the image. */
    public int nodesWith(String image) {
        @Nullable Count count = counts.get(image);
        return count == null ? 0 : count.nodes;
    }

    boolean sameAs(Images other) {
        return knows(other) && other.knows(this);
    }

    private boolean knows(Images other) {
        for (String image : counts.keySet()) {
            if (nodesWith(image) != other.nodesWith(image)) {
                return false;
            }
        }
        return true;
    }

    /** A node with these images comes, or with {@code sign} -1 goes. */
    void node(Set<String> images, int sign) {
        for (String image : images) {
            Count count = counts.computeIfAbsent(image, name -> new Count());
            count.nodes += sign;
            if (count.nodes == 0) {
                counts.remove(image);
            }
        }
    }
}
