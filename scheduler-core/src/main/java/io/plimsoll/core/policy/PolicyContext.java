package io.plimsoll.core.policy;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be known before a run, for policies that want to know.
 *
 * @param reference what counts as one of each resource
 * @param requests what the pods of the whole run ask for, each distinct request once; null when that is not known
 *     beforehand, as in a live cluster
 */
public record PolicyContext(
        ReferenceCapacity reference, @Nullable List<TypicalPods.Request> requests) {

    /** Nothing is known. */
    public static final PolicyContext UNKNOWN = new PolicyContext(ReferenceCapacity.DEFAULT, null);

    /** Copies its arguments. */
    public PolicyContext {
        requests = requests == null ? null : List.copyOf(requests);
    }

    /** A run whose nodes and pods are known: the reference is the largest node. */
    public static PolicyContext of(Iterable<NodeSpec> nodes, Iterable<PodSpec> pods) {
        return new PolicyContext(ReferenceCapacity.largestOf(nodes), TypicalPods.requests(pods));
    }
}
