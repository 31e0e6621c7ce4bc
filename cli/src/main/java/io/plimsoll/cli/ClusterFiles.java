package io.plimsoll.cli;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.extender.record.RecordedCluster;
import io.plimsoll.extender.record.RecordingException;
import io.plimsoll.extender.record.RecordingReader;
import io.plimsoll.kubernetes.cluster.ClusterSnapshot;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import io.plimsoll.kubernetes.input.Manifests;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.model.NodeObjects;
import io.plimsoll.kubernetes.workload.Workloads;
import io.plimsoll.traces.format.NodeList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which objects a cluster has and how its scheduler is set up, for every command that asks. */
final class ClusterFiles {

    private static final String STANDARD_INPUT = "-";
    private static final int MOST_WARNINGS = 10;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description =
                    "Kubernetes objects: a file of YAML or JSON, a folder, a .tar.gz, a recording of the extender, or - for "
                            + "standard input; may be given more than once. What kubectl get -o yaml prints is fine.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The scheduler's KubeSchedulerConfiguration. Default: kube-scheduler's own.")
    private @Nullable Path config;

    @Option(
            names = "--file-namespaces",
            description =
                    "Objects that name no namespace go to one that is called like their file, so that charts which were "
                            + "rendered under one name do not clash.")
    private boolean fileNamespaces;

    /** Whether objects are given. */
    boolean areGiven() {
        return !files.isEmpty();
    }

    /** Whether a scheduler's configuration is given. */
    boolean hasConfig() {
        return config != null;
    }

    /** What the objects are called in reports: the first file's name. */
    String name() {
        String first = files.get(0);
        @Nullable Path name = Path.of(first).getFileName();
        return first.equals(STANDARD_INPUT) || name == null
                ? "cluster"
                : name.toString().replaceFirst("\\.(ya?ml|json|tar\\.gz|tgz)$", "");
    }

    /** The files and folders, absolute. */
    List<Path> paths() {
        List<Path> paths = new ArrayList<>();
        for (String file : files) {
            if (!file.equals(STANDARD_INPUT)) {
                paths.add(Path.of(file).toAbsolutePath());
            }
        }
        if (config != null) {
            paths.add(config.toAbsolutePath());
        }
        return paths;
    }

    /**
     * Reads everything, gives workloads their pods, and says what was read and has no effect.
     *
     * @param nodes a list of more nodes, as {@code --nodes} has it; null when there are none
     */
    ClusterSnapshot read(@Nullable String nodes, InputStream in, PrintWriter err) throws IOException, InputException {
        return read(nodes, false, in, err);
    }

    /**
     * As {@link #read(String, InputStream, PrintWriter)}.
     *
     * @param sampled whether {@code percentageOfNodesToScore} has an effect
     */
    ClusterSnapshot read(@Nullable String nodes, boolean sampled, InputStream in, PrintWriter err)
            throws IOException, InputException {
        Manifests objects = objects(nodes, in, err);
        Manifests expanded = Workloads.expand(objects);
        ClusterSnapshot snapshot = new ClusterSnapshot(expanded, scheduler());
        warn(expanded, snapshot, sampled, err);
        return snapshot;
    }

    /** The scheduler's configuration, kube-scheduler's own when none is given. */
    SchedulerConfig scheduler() throws InputException {
        return config == null ? SchedulerConfig.byDefault() : SchedulerConfigReader.read(config);
    }

    /** The objects as they are in the files, before workloads get their pods; {@code nodes} as in {@link #read}. */
    Manifests objects(@Nullable String nodes, InputStream in, PrintWriter err) throws IOException, InputException {
        if (files.isEmpty()) {
            throw Failure.usage(
                    "The option -f must name the files with the cluster's objects.",
                    "Maybe -f cluster.yaml was forgotten; kubectl get nodes,pods -A -o yaml makes one.");
        }
        if (fileNamespaces) {
            return withNodes(new FileNamespaces(files).read(), nodes);
        }
        ObjectReader reader = new ObjectReader(Problems.strict());
        for (String file : files) {
            if (file.equals(STANDARD_INPUT)) {
                reader.read("standard input", in);
            } else if (RecordingReader.isRecording(Path.of(file))) {
                reader.read(file, new ByteArrayInputStream(recorded(Path.of(file))));
            } else {
                reader.read(Path.of(file));
            }
        }
        Manifests read = reader.finish();
        if (read.all().isEmpty() && read.notModelled().isEmpty()) {
            err.println("Warning: The files of -f hold no objects.");
        }
        return withNodes(read, nodes);
    }

    private static byte[] recorded(Path folder) throws IOException, InputException {
        try {
            return RecordedCluster.list(folder);
        } catch (RecordingException | IllegalArgumentException e) {
            throw Failure.badInput(e);
        }
    }

    private static Manifests withNodes(Manifests objects, @Nullable String nodes) throws IOException, InputException {
        if (nodes == null) {
            return objects;
        }
        Manifests.Builder all = objects.toBuilder();
        try {
            for (NodeSpec node : NodeList.of(nodes, Problems.strict())) {
                if (all.add(NodeObjects.of(node)) != null) {
                    throw Failure.usage(
                            "The node (" + node.name() + ") of --nodes must not be in the files of -f, too.",
                            "Maybe the cluster's own nodes are enough, without --nodes.");
                }
            }
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
        return all.build();
    }

    /**
     * Says what was read and has no effect.
     *
     * @param sampled whether {@code percentageOfNodesToScore} has an effect
     */
    static void warn(Manifests objects, ClusterSnapshot snapshot, boolean sampled, PrintWriter err) {
        snapshot.config().warnings().forEach(warning -> err.println("Warning: " + warning));
        if (!sampled) {
            snapshot.config().sampled().forEach(warning -> err.println("Warning: " + warning));
        }
        List<String> warnings = objects.warnings();
        warnings.stream().limit(MOST_WARNINGS).forEach(warning -> err.println("Warning: " + warning));
        if (warnings.size() > MOST_WARNINGS) {
            err.println("Warning: and " + (warnings.size() - MOST_WARNINGS) + " more of that kind.");
        }
        if (!objects.notModelled().isEmpty()) {
            err.println("Not modelled, and without effect: " + counted(objects.notModelled()) + ".");
        }
        if (!snapshot.leftOut().isEmpty()) {
            err.println("Pods left out: " + counted(snapshot.leftOut()) + ".");
        }
        if (!snapshot.gated().isEmpty()) {
            List<String> named = snapshot.gated()
                    .subList(0, Math.min(MOST_WARNINGS, snapshot.gated().size()));
            err.println("Held back by scheduling gates: " + String.join(", ", named)
                    + (named.size() < snapshot.gated().size() ? " and others." : "."));
        }
        err.flush();
    }

    private static String counted(Map<String, Integer> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((what, count) -> parts.add(count + " " + what));
        return String.join(", ", parts);
    }
}
