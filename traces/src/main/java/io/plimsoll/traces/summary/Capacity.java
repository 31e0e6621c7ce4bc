package io.plimsoll.traces.summary;

import io.plimsoll.core.model.NodeSpec;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the nodes that are there offer together; cordoned ones count, as their pods go on. */
final class Capacity {

    private final Map<String, NodeSpec> nodes = new HashMap<>();
    private final Map<Resource, Long> sums = new EnumMap<>(Resource.class);

    /** A node comes, or is described anew. */
    void join(NodeSpec node) {
        leave(node.name());
        nodes.put(node.name(), node);
        add(node, 1);
    }

    /** A node goes, if it is there. */
    void leave(String name) {
        @Nullable NodeSpec node = nodes.remove(name);
        if (node != null) {
            add(node, -1);
        }
    }

    long of(Resource resource) {
        return sums.getOrDefault(resource, 0L);
    }

    private void add(NodeSpec node, int sign) {
        for (Resource resource : Resource.values()) {
            sums.merge(resource, sign * resource.of(node), Long::sum);
        }
    }
}
