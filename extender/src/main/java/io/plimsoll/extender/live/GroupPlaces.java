package io.plimsoll.extender.live;

import io.plimsoll.core.engine.PodGroups;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Trial;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.GroupNames.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reserves the places of pod groups: those of all members that wait together, when as many as must fit do, or none. A member that is asked
 * about later is led to its place. When one of them cannot have it any more, all give theirs back, and the group is decided anew. O(members x
 * nodes) per group that is decided. One thread.
 */
final class GroupPlaces {

    /** Said of all nodes when there are not enough places. */
    static final String NO_ROOM = "node(s) had no room for the pod's whole group";

    private final LiveCluster live;
    private final Groups groups;
    private final Reservations reservations;
    private long reserved;
    private long failed;
    private long timeouts;

    GroupPlaces(LiveCluster live, Groups groups, Reservations reservations) {
        this.live = live;
        this.groups = groups;
        this.reservations = reservations;
    }

    /** How many times the places of a group were reserved. */
    long reserved() {
        return reserved;
    }

    /** How many times they were all given back. */
    long failed() {
        return failed;
    }

    /** How many times a group was given up because a member did not come to its place in time. */
    long timeouts() {
        return timeouts;
    }

    /** How many groups have members. */
    int groups() {
        return groups.count();
    }

    /** Takes in what the API server tells; the cluster is to have taken it in before. */
    void apply(ClusterEvent event, boolean wasHeld) {
        Set<String> broken = new TreeSet<>();
        if (event instanceof ClusterEvent.PodGone gone && wasHeld) {
            add(gone.uid(), broken);
        } else if (event instanceof ClusterEvent.NodeGone) {
            groups.held(live).forEach(uid -> {
                if (live.slot(uid) < 0) {
                    add(uid, broken);
                }
            });
        }
        if (event instanceof ClusterEvent.ObjectsSeen) {
            groups.apply(event);
            groups.held(live).forEach(uid -> addIfTooFew(uid, broken));
            broken.forEach(this::fail);
            return;
        }
        for (String uid : groups.apply(event)) {
            add(uid, broken);
            groups.gone(uid);
        }
        broken.forEach(this::fail);
    }

    /** A member was seen on another node than its place, or will not come to it. */
    void lost(String uid) {
        Set<String> broken = new TreeSet<>();
        add(uid, broken);
        broken.forEach(this::fail);
    }

    /** A member's time is over, while it has not come to its place. Returns its group; null when it is of none. */
    @Nullable
    String timedOut(String uid) {
        @Nullable String key = groups.key(uid);
        if (key != null) {
            timeouts++;
            fail(key);
        }
        return key;
    }

    /** The group of a member that is held has fewer places than its object now asks for. */
    private void addIfTooFew(String uid, Set<String> broken) {
        @Nullable String key = groups.key(uid);
        @Nullable Group group = key == null ? null : groups.described(key);
        if (group != null && placed(group.key()) < group.least()) {
            broken.add(group.key());
        }
    }

    private int placed(String key) {
        int placed = 0;
        for (String uid : groups.members(key)) {
            placed += live.slot(uid) >= 0 ? 1 : 0;
        }
        return placed;
    }

    private void add(String uid, Set<String> broken) {
        @Nullable String key = groups.key(uid);
        if (key != null) {
            broken.add(key);
        }
    }

    /** Why a member must wait for others of its group, or null when as many as must are there. */
    @Nullable
    String waits(Group group) {
        int present = groups.present(group.key());
        if (present >= group.least()) {
            return null;
        }
        fail(group.key());
        return "waiting for its group (" + present + " of " + group.least() + ")";
    }

    /** Whether so many members have places that another one is a pod like any other. */
    boolean isComplete(Group group, AskedPod pod) {
        int itself = live.slot(pod.uid()) >= 0 ? 1 : 0;
        return placed(group.key()) - itself >= group.least();
    }

    /**
     * Whether a member has its place already, and it is still good; it is held on then. One that has lost its place loses those of all.
     *
     * @param offered which nodes kube-scheduler would take it to
     * @throws IOException when that cannot be written; nothing is held for the pod then
     */
    boolean keeps(Served served, AskedPod pod, Group group, IntPredicate offered) throws IOException {
        if (!live.isHeld(pod.uid())) {
            return false;
        }
        int slot = live.slot(pod.uid());
        long devices = live.devices(pod.uid());
        live.unhold(pod.uid());
        boolean fits = slot >= 0
                && offered.test(slot)
                && served.scheduler().fits(live.cluster().decidedClass(pod.spec()), slot);
        if (fits) {
            reservations.hold(pod, slot, devices, false, group.timeoutMillis());
        } else {
            fail(group.key());
        }
        return fits;
    }

    /**
     * Holds a place for a member, and places for as many others as must have one with it, if there are so many.
     *
     * @param place the slot that was found for it
     * @param taken the devices that it would take there
     * @return whether there are
     * @throws IOException when that cannot be written; nothing is held for the group then
     */
    boolean reserve(Served served, AskedPod pod, int place, long taken, Group group) throws IOException {
        List<AskedPod> members = new ArrayList<>();
        for (AskedPod member : groups.waiting(group.key())) {
            boolean other = live.slot(member.uid()) < 0 && !member.uid().equals(pod.uid());
            if (other && member.schedulerName().equals(pod.schedulerName())) {
                members.add(member);
            }
        }
        int placed = groups.present(group.key()) - members.size();
        int least = Math.max(0, group.least() - placed);
        PodGroups decisions = new PodGroups(served.scheduler());
        Cluster cluster = live.cluster();
        int[] pods = new int[members.size()];
        try (Trial trial = cluster.openTrial()) {
            cluster.bind(cluster.addPod(pod.spec()), place, taken);
            for (int i = 0; i < pods.length; i++) {
                pods[i] = cluster.addPod(members.get(i).spec());
            }
            if (least > pods.length || !decisions.decide(pods, pods.length, least, false)) {
                return false;
            }
        }
        try {
            reservations.hold(pod, place, taken, false, group.timeoutMillis());
            hold(members, pods, decisions, group.timeoutMillis());
        } catch (IOException e) {
            fail(group.key());
            throw e;
        }
        reserved++;
        return true;
    }

    private void hold(List<AskedPod> members, int[] pods, PodGroups decisions, long millis) throws IOException {
        int at = 0;
        for (int i = 0; i < decisions.placed(); i++) {
            while (pods[at] != decisions.pod(i)) {
                at++;
            }
            reservations.hold(members.get(at), decisions.node(i), decisions.devices(i), false, millis);
        }
    }

    /** Gives back what is held for members of a group. */
    private void fail(String key) {
        boolean any = false;
        for (String uid : groups.members(key)) {
            any |= live.unhold(uid);
        }
        failed += any ? 1 : 0;
    }
}
