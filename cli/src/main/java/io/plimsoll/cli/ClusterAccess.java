package io.plimsoll.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to reach a cluster, for every command that does. */
final class ClusterAccess {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "How to reach the cluster. Default: as kubectl does, or the service account inside a pod.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "A context of the kubeconfig other than its current one.")
    private @Nullable String context;

    /** The file, readable; null for the usual one. */
    @Nullable
    Path kubeconfig() {
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw Failure.io(
                    "The file (" + kubeconfig + ") of --kubeconfig must be readable.", "Maybe another path was meant.");
        }
        return kubeconfig;
    }

    /** The context; null for the current one. */
    @Nullable
    String context() {
        return context;
    }
}
