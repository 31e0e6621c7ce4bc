package io.plimsoll.simulator.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The pod groups that wait, so that the next one that is worth an attempt is found without looking at all: by what they ask for, by
 * whether they were tried at all, and by when their patience ends. O(shapes) to find one, O(log of the groups) to add or remove one.
 */
final class GroupIndex {

    private static final Comparator<Group> BY_SINCE = (one, other) -> one.waitingSinceMillis == other.waitingSinceMillis
            ? Long.compare(one.order(), other.order())
            : Long.compare(one.waitingSinceMillis, other.waitingSinceMillis);

    private final Map<GroupShape.Asks, GroupShape> byAsks = new HashMap<>();
    private final List<GroupShape> shapes = new ArrayList<>();
    /** Those whose shape nobody has found out yet. */
    private final List<Group> unshaped = new ArrayList<>();

    private final TreeSet<Group> untried = new TreeSet<>(GroupShape.BY_ORDER);
    private final TreeSet<Group> patient = new TreeSet<>(BY_SINCE);
    private final TreeSet<Group> impatient = new TreeSet<>(GroupShape.BY_ORDER);

    /** A group waits. */
    void add(Group group) {
        if (group.failedAt == WaitingClass.NEVER) {
            untried.add(group);
        }
        patient.add(group);
        unshaped.add(group);
    }

    /** A group does not wait any more, or will be of another shape. */
    void remove(Group group) {
        untried.remove(group);
        patient.remove(group);
        impatient.remove(group);
        leaveShape(group);
        unshaped.remove(group);
    }

    /** A group was tried. */
    void tried(Group group) {
        untried.remove(group);
    }

    /** The patience of a group that waits begins anew. */
    void begins(Group group, long nowMillis) {
        patient.remove(group);
        impatient.remove(group);
        group.waitingSinceMillis = nowMillis;
        patient.add(group);
    }

    /** The group that comes first of those that were never tried; null when there is none. */
    @Nullable
    Group firstUntried() {
        return untried.isEmpty() ? null : untried.first();
    }

    /** The group that comes first of those that have waited since then or before; null when there is none. */
    @Nullable
    Group firstSince(long millis) {
        while (!patient.isEmpty() && patient.first().waitingSinceMillis <= millis) {
            impatient.add(patient.pollFirst());
        }
        return impatient.isEmpty() ? null : impatient.first();
    }

    /** A group that waits without a shape; null when each has one. */
    @Nullable
    Group nextUnshaped() {
        return unshaped.isEmpty() ? null : unshaped.remove(unshaped.size() - 1);
    }

    /** A group has a shape. */
    GroupShape shape(Group group, GroupShape.Asks asks, Helpers helpers) {
        @Nullable GroupShape shape = byAsks.get(asks);
        if (shape == null) {
            shape = new GroupShape(asks, helpers);
            byAsks.put(asks, shape);
            shapes.add(shape);
        }
        shape.add(group);
        group.shape = shape;
        group.shapedSize = group.waitingCount();
        return shape;
    }

    /** A group is tried by itself from now on. */
    void leaveShape(Group group) {
        @Nullable GroupShape shape = group.shape;
        if (shape != null) {
            shape.remove(group, group.shapedSize);
            group.shape = null;
            if (shape.isEmpty()) {
                byAsks.remove(shape.asks);
                shapes.remove(shape);
            }
        }
    }

    /** A group is tried together with those of its shape again. */
    void joinShape(Group group) {
        unshaped.add(group);
    }

    /** The shapes of groups that wait, in the order in which they came. Do not change. */
    List<GroupShape> shapes() {
        return shapes;
    }
}
