package io.plimsoll.core.state;

import io.plimsoll.core.model.PodSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a cluster, waiting or on a node, by dense number. The number of a pod that was removed is given to a later
 * one. The pods on one node form a list, newest first.
 */
public final class PodTable {

    /** No pod, or no node. */
    public static final int NONE = -1;

    private @Nullable PodTemplate[] templates = new PodTemplate[64];
    private @Nullable String[] names = new String[64];
    private @Nullable PodClass[] classes = new PodClass[64];
    private int[] nodes = new int[64];
    private long[] devices = new long[64];
    private int[] next = new int[64];
    private int[] previous = new int[64];
    private int[] free = new int[64];
    private int freeCount;
    private int end;
    private int[] firstOnNode = new int[0];

    PodTable() {}

    /** Whether there is a pod with this number. */
    public boolean exists(int pod) {
        return pod >= 0 && pod < end && templates[pod] != null;
    }

    /** One more than the largest pod number in use so far. */
    public int end() {
        return end;
    }

    /** The pod as it was described. Allocates unless the pod is the one its template was made of. */
    public PodSpec spec(int pod) {
        PodSpec spec = template(pod).spec();
        String name = name(pod);
        return spec.name().equals(name) ? spec : spec.withName(name);
    }

    /** What the pod has in common with others. */
    public PodTemplate template(int pod) {
        return require(templates, pod);
    }

    /** The pod's name, unique in its namespace. */
    public String name(int pod) {
        return require(names, pod);
    }

    /** The pod's class. */
    public PodClass podClass(int pod) {
        return require(classes, pod);
    }

    /** The node the pod is on, or {@link #NONE}. */
    public int node(int pod) {
        return nodes[pod];
    }

    /** The devices the pod holds on its node, as bits of device indexes. */
    public long devices(int pod) {
        return devices[pod];
    }

    /** The pod that came last to a node, or {@link #NONE}. */
    public int firstOn(int node) {
        return node < firstOnNode.length ? firstOnNode[node] : NONE;
    }

    /** The pod that came to the same node before this one, or {@link #NONE}. */
    public int nextOnNode(int pod) {
        return next[pod];
    }

    int labelSet(int pod) {
        return template(pod).labelSet();
    }

    int add(PodTemplate template, String name) {
        int pod;
        if (freeCount > 0) {
            pod = free[--freeCount];
        } else {
            pod = end++;
            grow(pod);
        }
        set(pod, template, name);
        return pod;
    }

    /** Undoes {@link #add}. */
    void undoAdd(int pod, boolean reused) {
        clear(pod);
        if (reused) {
            free[freeCount++] = pod;
        } else {
            end--;
        }
    }

    boolean hasFreeNumbers() {
        return freeCount > 0;
    }

    void remove(int pod) {
        clear(pod);
        free[freeCount++] = pod;
    }

    /** Undoes {@link #remove}. */
    void undoRemove(int pod, PodTemplate template, String name) {
        freeCount--;
        set(pod, template, name);
    }

    void link(int pod, int node, long deviceBits) {
        if (node >= firstOnNode.length) {
            int old = firstOnNode.length;
            firstOnNode = Arrays.copyOf(firstOnNode, Math.max(node + 1, 2 * old));
            Arrays.fill(firstOnNode, old, firstOnNode.length, NONE);
        }
        nodes[pod] = node;
        devices[pod] = deviceBits;
        previous[pod] = NONE;
        next[pod] = firstOnNode[node];
        if (next[pod] != NONE) {
            previous[next[pod]] = pod;
        }
        firstOnNode[node] = pod;
    }

    /** Takes a pod off its node. Its own links stay as they were, so that {@link #relink} can undo this exactly. */
    void unlink(int pod) {
        if (previous[pod] == NONE) {
            firstOnNode[nodes[pod]] = next[pod];
        } else {
            next[previous[pod]] = next[pod];
        }
        if (next[pod] != NONE) {
            previous[next[pod]] = previous[pod];
        }
        nodes[pod] = NONE;
        devices[pod] = 0;
    }

    /** Undoes the latest {@link #unlink} that was not undone yet. */
    void relink(int pod, int node, long deviceBits, int nextPod, int previousPod) {
        nodes[pod] = node;
        devices[pod] = deviceBits;
        next[pod] = nextPod;
        previous[pod] = previousPod;
        if (previousPod == NONE) {
            firstOnNode[node] = pod;
        } else {
            next[previousPod] = pod;
        }
        if (nextPod != NONE) {
            previous[nextPod] = pod;
        }
    }

    int previousOnNode(int pod) {
        return previous[pod];
    }

    private <T> T require(@Nullable T[] column, int pod) {
        @Nullable T value = pod >= 0 && pod < end ? column[pod] : null;
        if (value == null) {
            throw new IllegalArgumentException(
                    "The pod number (%d) of this cluster must be one in use.%n".formatted(pod)
                            + "Maybe the pod was removed before.");
        }
        return value;
    }

    private void set(int pod, PodTemplate template, String name) {
        templates[pod] = template;
        names[pod] = name;
        classes[pod] = template.podClass();
        nodes[pod] = NONE;
        devices[pod] = 0;
        next[pod] = NONE;
        previous[pod] = NONE;
    }

    private void clear(int pod) {
        templates[pod] = null;
        names[pod] = null;
        classes[pod] = null;
    }

    private void grow(int pod) {
        if (pod < templates.length) {
            return;
        }
        int length = 2 * templates.length;
        templates = Arrays.copyOf(templates, length);
        names = Arrays.copyOf(names, length);
        classes = Arrays.copyOf(classes, length);
        nodes = Arrays.copyOf(nodes, length);
        devices = Arrays.copyOf(devices, length);
        next = Arrays.copyOf(next, length);
        previous = Arrays.copyOf(previous, length);
        free = Arrays.copyOf(free, length);
    }
}
