package io.plimsoll.core.remedy;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.List;

/**
 * A pod of a group that waits.
 *
 * @param spec the pod
 * @param nominated the slot of the node it has in prospect; {@link PodTable#NONE} when it has none
 */
public record GroupMember(PodSpec spec, int nominated) {

    /** Has pods wait in a cluster; their numbers. */
    public static int[] addTo(Cluster cluster, List<GroupMember> members) {
        int[] pods = new int[members.size()];
        for (int i = 0; i < pods.length; i++) {
            GroupMember member = members.get(i);
            pods[i] = cluster.addPod(member.spec());
            if (member.nominated() != PodTable.NONE) {
                cluster.nominate(pods[i], member.nominated());
            }
        }
        return pods;
    }

    GroupMember with(PodSpec changed) {
        return new GroupMember(changed, nominated);
    }
}
