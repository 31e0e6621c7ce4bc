package io.plimsoll.kubernetes.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Preemption;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.kubernetes.model.Disruptions;
import org.jspecify.annotations.Nullable;

/**
 * Who would leave for a pod that fits nowhere.
 *
 * @param preempting the node it would be given and who would leave it; null when preemption does not help
 * @param words what kube-scheduler appends to its event when it does not; else empty
 */
public record PreemptionAnswer(Decision.@Nullable Preempting preempting, String words) {

    /** Of a pod that fits. */
    static final PreemptionAnswer NOT_ASKED = new PreemptionAnswer(null, "");

    static PreemptionAnswer ask(PodSpec pod, Pod object, Cluster cluster, Scheduler scheduler) {
        if (cluster.nodes().count() == 0) {
            return NOT_ASKED;
        }
        int number = cluster.addPod(pod);
        int node = cluster.nodes().find(Disruptions.nominatedNode(object));
        if (node >= 0) {
            cluster.nominate(number, node);
        }
        Preemption preemption = new Preemption(scheduler);
        return preemption.decision(number) instanceof Decision.Preempting preempting
                ? new PreemptionAnswer(preempting, "")
                : new PreemptionAnswer(null, preemption.sentence(number));
    }
}
