package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodGroup;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.remedy.GroupMember;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.model.Disruptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods that must get places together with one that is asked about: itself and the waiting pods of its group, in the order of the
 * queue.
 *
 * @param group their group; null when the pod needs no others
 * @param placed how many others have places
 * @param pods the pods as they are asked about
 * @param nominated the nodes that they have in prospect; empty where there is none
 * @param objects which of the snapshot's pods they are
 * @param position which of them is asked about
 */
record GroupMembers(
        @Nullable PodGroup group,
        int placed,
        List<PodSpec> pods,
        List<String> nominated,
        Set<Pod> objects,
        int position) {

    static GroupMembers of(Pod asked, PodSpec spec, ClusterSnapshot snapshot) {
        @Nullable PodGroup group = snapshot.group(asked);
        boolean onNode = snapshot.bound().stream().anyMatch(pod -> pod.object().equals(asked));
        int missing = group == null ? 0 : snapshot.missing(group) + (onNode ? 1 : 0);
        if (group == null || missing <= 0) {
            return new GroupMembers(null, 0, List.of(spec), List.of(""), Set.of(asked), 0);
        }
        List<PodSpec> pods = new ArrayList<>();
        List<String> nominated = new ArrayList<>();
        Set<Pod> objects = new HashSet<>();
        int position = -1;
        for (PendingPod pod : snapshot.pending()) {
            if (group.equals(pod.group())) {
                position = pod.object().equals(asked) ? pods.size() : position;
                pods.add(pod.spec());
                nominated.add(Disruptions.nominatedNode(pod.object()));
                objects.add(pod.object());
            }
        }
        if (position < 0) {
            // It is on a node, or held back: it is asked about as if it came now.
            position = pods.size();
            pods.add(spec);
            nominated.add("");
            objects.add(asked);
        }
        return new GroupMembers(group, group.minMembers() - missing, pods, nominated, objects, position);
    }

    /** Asks about the group, if there is one, and puts those before the pod, or all when they go without it, where they would go. */
    @Nullable
    GroupAnswer ask(Cluster cluster, Scheduler scheduler) {
        if (group == null) {
            return null;
        }
        List<GroupMember> waiting = new ArrayList<>();
        for (int i = 0; i < pods.size(); i++) {
            waiting.add(new GroupMember(pods.get(i), cluster.nodes().find(nominated.get(i))));
        }
        GroupAnswer answer = GroupAnswer.ask(group, placed, waiting, cluster, scheduler);
        boolean leftOver =
                answer.fits() && answer.members().get(position).node().isEmpty();
        answer.bindFirst(leftOver ? pods.size() : position, waiting, cluster, scheduler);
        return answer;
    }
}
