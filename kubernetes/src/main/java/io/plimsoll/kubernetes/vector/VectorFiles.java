package io.plimsoll.kubernetes.vector;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.plimsoll.core.input.InputException;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads pairs of {@code X.cases.jsonl.gz} and {@code X.results.jsonl.gz}, a case and its answer a line. */
final class VectorFiles {

    private static final String CASES = ".cases.jsonl.gz";
    private static final String RESULTS = ".results.jsonl.gz";
    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.ofEntries(
            Map.entry("Namespace", Namespace.class),
            Map.entry("Service", Service.class),
            Map.entry("ReplicaSet", ReplicaSet.class),
            Map.entry("StatefulSet", StatefulSet.class),
            Map.entry("ReplicationController", ReplicationController.class),
            Map.entry("PersistentVolume", PersistentVolume.class),
            Map.entry("PersistentVolumeClaim", PersistentVolumeClaim.class),
            Map.entry("StorageClass", StorageClass.class),
            Map.entry("PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("CSINode", CSINode.class),
            Map.entry("CSIDriver", CSIDriver.class),
            Map.entry("CSIStorageCapacity", CSIStorageCapacity.class),
            Map.entry("VolumeAttachment", VolumeAttachment.class));

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    VectorFiles() {}

    /** The names of the pairs in a folder, sorted. */
    static List<String> sets(Path folder) throws IOException {
        List<String> sets = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + CASES)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                sets.add(name.substring(0, name.length() - CASES.length()));
            }
        }
        Collections.sort(sets);
        if (sets.isEmpty()) {
            throw new NoSuchFileException(folder.resolve("*" + CASES).toString());
        }
        return sets;
    }

    /** Reads the cases of a pair, one after the other. */
    void read(Path folder, String set, Consumer<VectorCase> consumer) throws IOException {
        Path cases = folder.resolve(set + CASES);
        Path results = folder.resolve(set + RESULTS);
        try (BufferedReader questions = open(cases);
                BufferedReader answers = open(results)) {
            int line = 0;
            for (@Nullable String question = questions.readLine(); question != null; question = questions.readLine()) {
                line++;
                @Nullable String answer = answers.readLine();
                if (answer == null) {
                    throw new IOException("The file (" + results + ") must have as many lines as " + cases + "."
                            + System.lineSeparator() + "Maybe it was cut off.");
                }
                VectorCase vector;
                try {
                    vector = parse(mapper.readTree(question), mapper.readTree(answer), true);
                } catch (JacksonException | InputException e) {
                    throw new IOException(
                            "The line (" + line + ") of " + cases + " and " + results + " must be JSON of a case."
                                    + System.lineSeparator() + "Maybe the file is damaged: " + e.getMessage(),
                            e);
                }
                consumer.accept(vector);
            }
        }
    }

    /** A case and its answer, each as JSON. */
    VectorCase parse(String question, String answer) throws InputException {
        JsonNode asked = mapper.readTree(question);
        return parse(asked, mapper.readTree(answer), asked.path("preemption").asBoolean(false));
    }

    private VectorCase parse(JsonNode question, JsonNode answer, boolean preemption) throws InputException {
        List<Node> nodes = new ArrayList<>();
        question.path("nodes").forEach(node -> nodes.add(mapper.treeToValue(node, Node.class)));
        List<Pod> pods = new ArrayList<>();
        question.path("pods").forEach(pod -> pods.add(mapper.treeToValue(pod, Pod.class)));
        List<Pod> nominated = new ArrayList<>();
        question.path("nominated").forEach(pod -> nominated.add(mapper.treeToValue(pod, Pod.class)));
        List<HasMetadata> objects = new ArrayList<>();
        for (JsonNode object : question.path("objects")) {
            Class<? extends HasMetadata> type = KINDS.get(object.path("kind").asString(""));
            if (type != null) {
                objects.add(mapper.treeToValue(object, type));
            }
        }
        return new VectorCase(
                question.path("name").asString(""),
                nodes,
                pods,
                mapper.treeToValue(question.path("pod"), Pod.class),
                nominated,
                objects,
                profile(question.path("config")),
                new Answer(answer),
                preemption);
    }

    private static SchedulerProfile profile(JsonNode config) throws InputException {
        SchedulerConfig read = config.isMissingNode() || config.isNull()
                ? SchedulerConfig.byDefault()
                : SchedulerConfigReader.read("config", config.toString());
        return read.profiles().get(0);
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8));
    }
}
