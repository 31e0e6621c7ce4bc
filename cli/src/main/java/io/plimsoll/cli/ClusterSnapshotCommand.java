package io.plimsoll.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.plimsoll.extender.watch.ClusterLists;
import io.plimsoll.kubernetes.cluster.ObjectYaml;
import io.plimsoll.simulator.record.OutputFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what there is in a live cluster to files. */
@Command(
        name = "snapshot",
        description = {
            "Write the objects of a live cluster to a folder of YAML files, which every command reads with -f.",
            "Nodes, pods that have not ended, and all that decides where pods go: a file for each kind, of what lives in "
                    + "namespaces one for each namespace. Environments, commands, annotations that no rule reads and addresses are "
                    + "left out; secrets and config maps are not read."
        },
        footer = {
            "  plimsoll cluster snapshot -o cluster/",
            "  plimsoll cluster snapshot --context staging -o staging/ && plimsoll plan headroom -f staging/ --pod cpu=1",
        })
final class ClusterSnapshotCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterAccess access = new ClusterAccess();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Where the files go: a folder that is not there yet, or is empty.")
    private Path output = Path.of("");

    private final Map<String, StringBuilder> files = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<String, String> hidden = new TreeMap<>();

    @Override
    public Integer call() throws IOException {
        requireEmpty();
        list();
        try (OutputFolder folder = OutputFolder.open(output)) {
            files.forEach((name, text) -> folder.write(name, text.toString()));
        }
        PrintWriter err = spec.commandLine().getErr();
        hidden.forEach((kind, why) -> err.println("Warning: " + kind + " are left out: " + why + "."));
        err.flush();
        PrintWriter out = spec.commandLine().getOut();
        counts.forEach((kind, count) -> out.println("%7d %s".formatted(count, kind)));
        out.println("Files: " + output);
        out.flush();
        return ExitCode.DONE;
    }

    private void list() {
        ObjectYaml yaml = new ObjectYaml();
        try (KubernetesClient client = ClusterClient.impatient(access)) {
            new ClusterLists(client).visit(new ClusterLists.Visitor() {
                @Override
                public void object(String kind, HasMetadata object) {
                    @Nullable String namespace = object.getMetadata().getNamespace();
                    String file = (namespace == null ? "" : namespace + ".") + kind + ".yaml";
                    files.computeIfAbsent(file, any -> new StringBuilder()).append(yaml.document(object));
                    counts.merge(kind, 1, Integer::sum);
                }

                @Override
                public void hidden(String kind, String why) {
                    hidden.put(kind, why);
                }
            });
        } catch (KubernetesClientException e) {
            throw Failure.io(
                    "The cluster must be reachable and show its objects: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Maybe --kubeconfig or --context is not the one meant, or the account may not list nodes and pods.");
        }
    }

    private void requireEmpty() throws IOException {
        if (!Files.isDirectory(output)) {
            return;
        }
        try (Stream<Path> there = Files.list(output)) {
            if (there.findAny().isPresent()) {
                throw Failure.usage(
                        "The folder (" + output + ") of --output must be empty.",
                        "Maybe it holds an older snapshot, which would be read together with the new one.");
            }
        }
    }
}
