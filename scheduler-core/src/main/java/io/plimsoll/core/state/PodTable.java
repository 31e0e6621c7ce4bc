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

    /** The start of a pod that has not started. */
    public static final long NOT_STARTED = Long.MAX_VALUE;

    private static final int CLASS = 0;
    private static final int LABEL_SET = 1;
    static final int NODE = 2;
    private static final int NEXT = 3;
    private static final int PREVIOUS = 4;
    private static final int DEVICES = 5;
    static final int WIDTH = 7;

    private @Nullable PodTemplate[] templates = new PodTemplate[64];
    private @Nullable String[] names = new String[64];
    /** What a bind and an unbind need, pod by pod, so that it stands together: a random pod is one cache miss, not six. */
    private int[] rows = new int[64 * WIDTH];
    /** By pod; as long as the largest pod of which the start was told. */
    private long[] starts = new long[0];
    /** By pod; empty until some pod has another priority than 0. */
    private int[] priorities = new int[0];
    /** By class number. */
    private @Nullable PodClass[] classes = new PodClass[16];

    private int[] free = new int[64];
    private int freeCount;
    private int end;
    private int[] firstOnNode = new int[0];

    PodTable() {}

    /** Whether there is a pod with this number. */
    public boolean exists(int pod) {
        return valid(pod) && templates[pod] != null;
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
        return require(valid(pod) ? templates[pod] : null, pod);
    }

    /** The pod's name, unique in its namespace. */
    public String name(int pod) {
        return require(valid(pod) ? names[pod] : null, pod);
    }

    /** The pod's class. */
    public PodClass podClass(int pod) {
        int number = valid(pod) ? rows[pod * WIDTH + CLASS] : NONE;
        return number == NONE ? template(pod).podClass() : require(classes[number], pod);
    }

    /** The number of the class of a pod that exists; see {@link PodClass#id()}. */
    public int classId(int pod) {
        return rows[pod * WIDTH + CLASS];
    }

    /** The node the pod is on, or {@link #NONE}. */
    public int node(int pod) {
        return rows[pod * WIDTH + NODE];
    }

    /** The devices the pod holds on its node, as bits of device indexes. */
    public long devices(int pod) {
        int row = pod * WIDTH;
        return (long) rows[row + DEVICES + 1] << Integer.SIZE | Integer.toUnsignedLong(rows[row + DEVICES]);
    }

    /** The pod's priority. */
    public int priority(int pod) {
        return pod < priorities.length ? priorities[pod] : 0;
    }

    /** When the pod started, in milliseconds of some clock that all pods share, or {@link #NOT_STARTED}. */
    public long startMillis(int pod) {
        return pod < starts.length ? starts[pod] : NOT_STARTED;
    }

    /** The pod that came last to a node, or {@link #NONE}. */
    public int firstOn(int node) {
        return node < firstOnNode.length ? firstOnNode[node] : NONE;
    }

    /** The pod that came to the same node before this one, or {@link #NONE}. */
    public int nextOnNode(int pod) {
        return rows[pod * WIDTH + NEXT];
    }

    /** Numbers below {@link #end()} that no pod has; the one behind is given away next. A copy. */
    public int[] freeNumbers() {
        return Arrays.copyOf(free, freeCount);
    }

    /** Gives an empty table the numbers it had at another time; then come the pods that had the others. */
    void restore(int oldEnd, int[] oldFree) {
        for (end = 0; end < oldEnd; end++) {
            grow(end);
        }
        System.arraycopy(oldFree, 0, free, 0, oldFree.length);
        freeCount = oldFree.length;
    }

    void restore(int pod, PodTemplate template, String name) {
        set(pod, template, name);
    }

    void setStart(int pod, long millis) {
        if (pod >= starts.length && millis != NOT_STARTED) {
            int length = starts.length;
            starts = Arrays.copyOf(starts, Math.max(pod + 1, 2 * length));
            Arrays.fill(starts, length, starts.length, NOT_STARTED);
        }
        if (pod < starts.length) {
            starts[pod] = millis;
        }
    }

    int labelSet(int pod) {
        return rows[pod * WIDTH + LABEL_SET];
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
        int follower = firstOnNode[node];
        int row = pod * WIDTH;
        rows[row + NODE] = node;
        setDevices(pod, deviceBits);
        rows[row + PREVIOUS] = NONE;
        rows[row + NEXT] = follower;
        if (follower != NONE) {
            rows[follower * WIDTH + PREVIOUS] = pod;
        }
        firstOnNode[node] = pod;
    }

    /** Takes a pod off its node. Its own links stay as they were, so that {@link #relink} can undo this exactly. */
    void unlink(int pod) {
        int row = pod * WIDTH;
        int leader = rows[row + PREVIOUS];
        int follower = rows[row + NEXT];
        if (leader == NONE) {
            firstOnNode[rows[row + NODE]] = follower;
        } else {
            rows[leader * WIDTH + NEXT] = follower;
        }
        if (follower != NONE) {
            rows[follower * WIDTH + PREVIOUS] = leader;
        }
        rows[row + NODE] = NONE;
        setDevices(pod, 0);
    }

    /** Undoes the latest {@link #unlink} that was not undone yet. */
    void relink(int pod, int node, long deviceBits, int nextPod, int previousPod) {
        rows[pod * WIDTH + NODE] = node;
        setDevices(pod, deviceBits);
        rows[pod * WIDTH + NEXT] = nextPod;
        rows[pod * WIDTH + PREVIOUS] = previousPod;
        if (previousPod == NONE) {
            firstOnNode[node] = pod;
        } else {
            rows[previousPod * WIDTH + NEXT] = pod;
        }
        if (nextPod != NONE) {
            rows[nextPod * WIDTH + PREVIOUS] = pod;
        }
    }

    int previousOnNode(int pod) {
        return rows[pod * WIDTH + PREVIOUS];
    }

    private boolean valid(int pod) {
        return pod >= 0 && pod < end;
    }

    private static <T> T require(@Nullable T value, int pod) {
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
        setPriority(pod, template.spec().priority());
        PodClass podClass = template.podClass();
        if (podClass.id() >= classes.length) {
            classes = Arrays.copyOf(classes, Math.max(podClass.id() + 1, 2 * classes.length));
        }
        classes[podClass.id()] = podClass;
        setDevices(pod, 0);
        rows[pod * WIDTH + CLASS] = podClass.id();
        rows[pod * WIDTH + LABEL_SET] = template.labelSet();
        rows[pod * WIDTH + NODE] = NONE;
        rows[pod * WIDTH + NEXT] = NONE;
        rows[pod * WIDTH + PREVIOUS] = NONE;
    }

    private void setPriority(int pod, int priority) {
        if (pod >= priorities.length && priority != 0) {
            priorities = Arrays.copyOf(priorities, templates.length);
        }
        if (pod < priorities.length) {
            priorities[pod] = priority;
        }
    }

    private void setDevices(int pod, long deviceBits) {
        rows[pod * WIDTH + DEVICES] = (int) deviceBits;
        rows[pod * WIDTH + DEVICES + 1] = (int) (deviceBits >>> Integer.SIZE);
    }

    private void clear(int pod) {
        templates[pod] = null;
        names[pod] = null;
        setStart(pod, NOT_STARTED);
        rows[pod * WIDTH + CLASS] = NONE;
        rows[pod * WIDTH + LABEL_SET] = 0;
    }

    private void grow(int pod) {
        if (pod < templates.length) {
            return;
        }
        int length = 2 * templates.length;
        templates = Arrays.copyOf(templates, length);
        names = Arrays.copyOf(names, length);
        rows = Arrays.copyOf(rows, length * WIDTH);
        free = Arrays.copyOf(free, length);
    }
}
