package io.plimsoll.extender.live;

import io.plimsoll.core.model.PodGroup;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.extender.wire.GroupNames.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which pods of which groups there are, whether they wait or are on nodes, and which groups objects describe. A pod that names a group
 * that no object describes is a pod like any other for as long as that is so. O(1) but for what goes over a group. One thread.
 */
final class Groups {

    private final GroupNames names;
    private final Map<String, Member> byUid = new HashMap<>();
    /** By group, in the order in which its members were first seen. */
    private final Map<String, Map<String, Member>> byGroup = new LinkedHashMap<>();

    /** By namespace and name. */
    private final Map<String, PodGroup> objects = new TreeMap<>();

    private long list;

    private static final class Member {

        private final String group;
        /** Null once it is on a node. */
        private @Nullable AskedPod waiting;

        private long list;

        Member(String group) {
            this.group = group;
        }
    }

    Groups(GroupNames names) {
        this.names = names;
    }

    /** The group that a pod says it is of, or null. */
    @Nullable
    Group of(AskedPod pod) {
        @Nullable String described = names.describedName(pod.spec());
        return described == null ? names.group(pod.spec()) : described(described);
    }

    /** The group of that namespace and name that an object describes; null when none does. */
    @Nullable
    Group described(String key) {
        @Nullable PodGroup object = objects.get(key);
        return object == null ? null : new Group(key, object.minMembers(), object.timeoutMillis());
    }

    /** The group of a pod that is known; null where it is of none. */
    @Nullable
    String key(String uid) {
        @Nullable Member member = byUid.get(uid);
        return member == null ? null : member.group;
    }

    /** A pod waits for a node. */
    void waits(AskedPod pod) {
        @Nullable String key = names.key(pod.spec());
        if (key == null) {
            gone(pod.uid());
        } else {
            member(pod.uid(), key).waiting = pod;
        }
    }

    /** Takes in what the API server told. Returns the members that were not told again where all have been. */
    List<String> apply(ClusterEvent event) {
        List<String> lost = new ArrayList<>();
        if (event instanceof ClusterEvent.MemberWaits waits) {
            waits(waits.pod());
        } else if (event instanceof ClusterEvent.PodOnNode seen) {
            @Nullable String key = names.key(seen.spec());
            if (key == null) {
                gone(seen.uid());
            } else {
                member(seen.uid(), key).waiting = null;
            }
        } else if (event instanceof ClusterEvent.ObjectsSeen seen) {
            objects.clear();
            seen.groups().forEach(group -> objects.put(group.name(), group));
        } else if (event instanceof ClusterEvent.PodGone gone) {
            gone(gone.uid());
        } else if (event instanceof ClusterEvent.PodWaits waits) {
            gone(waits.uid());
        } else if (event instanceof ClusterEvent.PodsListing) {
            list++;
        } else if (event instanceof ClusterEvent.PodsListed) {
            byUid.forEach((uid, member) -> {
                if (member.list != list) {
                    lost.add(uid);
                }
            });
            lost.sort(null);
        }
        return lost;
    }

    /** A pod that is known already, and whether the list of all pods that is being told, or was told last, has it. */
    void restore(String uid, ClusterEvent event, boolean told) {
        apply(event);
        @Nullable Member member = byUid.get(uid);
        if (member != null) {
            member.list = told ? list : list - 1;
        }
    }

    /** How many members there are. */
    int present(String group) {
        return byGroup.getOrDefault(group, Map.of()).size();
    }

    /** The members that wait, in the order in which they were first seen. */
    List<AskedPod> waiting(String group) {
        List<AskedPod> waiting = new ArrayList<>();
        for (Member member : byGroup.getOrDefault(group, Map.of()).values()) {
            @Nullable AskedPod pod = member.waiting;
            if (pod != null) {
                waiting.add(pod);
            }
        }
        return waiting;
    }

    /** The UIDs of the members. A copy. */
    List<String> members(String group) {
        return List.copyOf(byGroup.getOrDefault(group, Map.of()).keySet());
    }

    /** The UIDs of members whose places are held. */
    List<String> held(LiveCluster live) {
        return byUid.keySet().stream().filter(live::isHeld).sorted().toList();
    }

    /** How many groups have members. */
    int count() {
        return byGroup.size();
    }

    void gone(String uid) {
        @Nullable Member member = byUid.remove(uid);
        if (member != null) {
            Map<String, Member> others = byGroup.getOrDefault(member.group, Map.of());
            others.remove(uid);
            if (others.isEmpty()) {
                byGroup.remove(member.group);
            }
        }
    }

    private Member member(String uid, String group) {
        @Nullable Member known = byUid.get(uid);
        if (known != null && known.group.equals(group)) {
            known.list = list;
            return known;
        }
        gone(uid);
        Member fresh = new Member(group);
        fresh.list = list;
        byUid.put(uid, fresh);
        byGroup.computeIfAbsent(group, each -> new LinkedHashMap<>()).put(uid, fresh);
        return fresh;
    }
}
