package io.plimsoll.extender.live;

import io.plimsoll.extender.live.LiveCluster.Overdue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which residents are held and not confirmed, and on which slots. O(1) but for what goes over all. One thread. */
final class Holds {

    private static final int RELEASED_REMEMBERED = 10_000;

    private final Map<String, Resident> held = new LinkedHashMap<>();
    /** By slot: how many pods are held there. */
    private int[] on = new int[64];

    private final Set<String> released = new LinkedHashSet<>();
    private Consumer<String> ended = uid -> {};

    void onEnd(Consumer<String> listener) {
        ended = listener;
    }

    int count() {
        return held.size();
    }

    boolean contains(String uid) {
        return held.containsKey(uid);
    }

    /** Whether a pod is held on the slot. */
    boolean any(int slot) {
        return slot < on.length && on[slot] > 0;
    }

    /** Begins a hold. The slot is -1 where its node is not known. */
    void begin(Resident resident, int slot) {
        held.put(resident.uid, resident);
        if (slot >= 0) {
            count(slot, 1);
        }
    }

    /** Ends a hold; the slot is -1 where it has none. */
    void end(Resident resident, int slot) {
        resident.heldUntil = 0;
        resident.nominated = false;
        held.remove(resident.uid);
        if (slot >= 0) {
            count(slot, -1);
        }
        ended.accept(resident.uid);
    }

    /** A hold comes to a slot or leaves it, because its node does. */
    void count(int slot, int change) {
        if (slot >= on.length) {
            on = Arrays.copyOf(on, Math.max(slot + 1, 2 * on.length));
        }
        on[slot] += change;
    }

    /** Those whose time is over: groups have times of their own. O(holds). */
    List<Overdue> overdue(long now) {
        List<Overdue> overdue = new ArrayList<>();
        for (Resident resident : held.values()) {
            if (resident.heldUntil <= now) {
                overdue.add(new Overdue(resident.uid, resident.namespace, resident.name));
            }
        }
        return overdue;
    }

    void extend(String uid, long until) {
        @Nullable Resident resident = held.get(uid);
        if (resident != null) {
            resident.heldUntil = until;
        }
    }

    /** Remembers a pod whose time was over; of many the newest. */
    void released(String uid) {
        released.add(uid);
        if (released.size() > RELEASED_REMEMBERED) {
            released.remove(released.iterator().next());
        }
    }

    /** Forgets such a pod. Returns whether it was one. */
    boolean forget(String uid) {
        return released.remove(uid);
    }
}
