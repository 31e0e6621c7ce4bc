package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.remedy.Alternative;
import io.plimsoll.core.remedy.Remedies;
import io.plimsoll.core.remedy.Remedy;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import io.plimsoll.kubernetes.model.Disruptions;
import io.plimsoll.kubernetes.model.PodConverter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be decided about one pod now, with everything about every node. A pod that is on a node already is asked about as if it
 * were not. One of a group whose minimum has no places yet is asked about beside the members before it.
 *
 * @param object the pod
 * @param node the node that it is on; null when it is on none
 * @param scheduler the name of its scheduler
 * @param profile the rules by which that one decides
 * @param explanation the decision
 * @param remedies the smallest changes that would help, when it fits nowhere and no group needs it
 * @param preemption who would leave for it, when it fits nowhere and no group needs it
 * @param alternatives what would send it elsewhere, when it fits, and its group with it
 * @param group the decision about its group; null when it is of none, or of one that has its minimum
 */
public record PodQuestion(
        Pod object,
        @Nullable String node,
        String scheduler,
        Profile profile,
        Explanation explanation,
        List<Remedy> remedies,
        PreemptionAnswer preemption,
        List<Alternative> alternatives,
        @Nullable GroupAnswer group) {

    /** Copies its arguments. */
    public PodQuestion {
        remedies = List.copyOf(remedies);
        alternatives = List.copyOf(alternatives);
    }

    /**
     * Asks about a pod.
     *
     * @param pod {@code name}, {@code namespace/name}, {@code deployment/name} and the like
     * @throws IllegalArgumentException when there is no such pod, several are meant, or its scheduler has no profile
     */
    public static PodQuestion ask(String pod, ClusterSnapshot snapshot) {
        Pod object = PodName.find(pod, snapshot.objects());
        String scheduler = ClusterSnapshot.scheduler(object);
        @Nullable SchedulerProfile found = snapshot.config().profile(scheduler);
        if (found == null) {
            throw new IllegalArgumentException(
                    "The scheduler (%s) of the pod (%s) must have a profile.%n".formatted(scheduler, pod)
                            + "Maybe --config with its KubeSchedulerConfiguration was forgotten.");
        }
        Cluster cluster = snapshot.emptyCluster();
        snapshot.bindPods(cluster, object);
        @Nullable String node = object.getSpec().getNodeName();
        Profile profile = CoreProfile.of(found);
        Scheduler asked = new Scheduler(cluster, profile, 0);
        PodSpec spec = PodConverter.waiting(withoutNode(object, node));
        GroupMembers members = GroupMembers.of(object, spec, snapshot);
        snapshot.nominatePods(cluster, members.objects());
        @Nullable GroupAnswer group = members.ask(cluster, asked);
        String nominated = node == null ? Disruptions.nominatedNode(object) : "";
        Explanation explanation = explain(spec, nominated, cluster, asked);
        Remedies remedies = new Remedies(cluster, asked);
        boolean fits = explanation.decision() instanceof Decision.Bound;
        // A member that its group needs is not helped by what helps it alone; one that is left over when the group goes
        // is.
        boolean alone = group == null || (group.fits() && !fits);
        List<Remedy> helpful = fits || !alone ? List.of() : remedies.of(spec);
        List<Alternative> elsewhere =
                fits && (group == null || group.fits()) ? remedies.elsewhere(spec, nominated) : List.of();
        PreemptionAnswer preemption =
                fits || !alone ? PreemptionAnswer.NOT_ASKED : PreemptionAnswer.ask(spec, object, cluster, asked);
        return new PodQuestion(object, node, scheduler, profile, explanation, helpful, preemption, elsewhere, group);
    }

    private static Explanation explain(PodSpec pod, String nominated, Cluster cluster, Scheduler asked) {
        int node = cluster.nodes().find(nominated);
        if (node < 0) {
            return asked.explain(pod);
        }
        int number = cluster.addPod(pod);
        cluster.nominate(number, node);
        Explanation explanation = asked.explain(number);
        cluster.removePod(number);
        return explanation;
    }

    private static Pod withoutNode(Pod pod, @Nullable String node) {
        return node == null || node.isEmpty()
                ? pod
                : pod.edit().editSpec().withNodeName(null).endSpec().build();
    }
}
