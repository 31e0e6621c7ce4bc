package io.plimsoll.cli;

import io.plimsoll.planner.cluster.KubernetesRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says by which policy a question of capacity places pods. */
final class PlanPolicy {

    private static final String OF_TRACES = "best-fit";

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = "Place by this policy. Default: with -f the cluster's own scheduler, else " + OF_TRACES + ".")
    private @Nullable String policy;

    /** The policy for a cluster from there. */
    String of(PlanSource source) {
        if (policy != null) {
            return policy;
        }
        return source.isOfFiles() ? KubernetesRules.OWN : OF_TRACES;
    }
}
