package io.plimsoll.kubernetes.vector;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.plugin.ClusterEvent;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.model.NodeConverter;
import io.plimsoll.kubernetes.model.PodConverter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random events: does each of kube-scheduler's plugins say, as the filter of its name in the core does, that the event is a
 * reason to try a pod again that it refused? Asked of nodes and pods, whose hints are exact; of volumes and their like the
 * core always says that they are.
 */
public final class HintConformance {

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final KubeScheduler scheduler;
    private final Profile profile =
            CoreProfile.of(SchedulerConfig.byDefault().profiles().get(0));

    private HintConformance(KubeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * What came of the events.
     *
     * @param events how many were compared, up to the first that differs
     * @param refused how many a plugin answered with an error, as it does for selectors that it cannot read
     * @param hints how many times a plugin said that the event is a reason
     * @param difference what differs and the pair that shows it, made as small as possible; null when nothing does
     */
    public record Outcome(
            int events, int refused, long hints, @Nullable String difference) {}

    /**
     * Compares events until one differs.
     *
     * @param program the program of {@code e2e/conformance}
     * @param seed decides the events
     * @param first number of the first event
     * @param count how many events
     * @throws IOException when the program cannot be started, or ends
     */
    public static Outcome run(Path program, long seed, int first, int count) throws IOException {
        try (KubeScheduler scheduler = new KubeScheduler(program)) {
            return new HintConformance(scheduler).run(new RandomEvents(seed), first, count);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Outcome run(RandomEvents events, int first, int count) {
        long hints = 0;
        int refused = 0;
        for (int i = 0; i < count; i++) {
            Map<String, Object> pair = events.get(first + i);
            JsonNode answer = ask(pair);
            if (answer.has("error")) {
                refused++;
                continue;
            }
            for (JsonNode hint : answer.path("hints")) {
                hints += hint.asBoolean() ? 1 : 0;
            }
            @Nullable String found = difference(pair, answer);
            if (found != null) {
                String plugin = found.substring(0, found.indexOf(':'));
                CaseShrinker.shrink(pair, smaller -> differs(smaller, plugin));
                return new Outcome(
                        i + 1,
                        refused,
                        hints,
                        "event " + (first + i) + ": " + difference(pair, ask(pair)) + System.lineSeparator()
                                + mapper.writeValueAsString(pair));
            }
        }
        return new Outcome(count, refused, hints, null);
    }

    private boolean differs(Map<String, Object> pair, String plugin) {
        try {
            JsonNode answer = ask(pair);
            @Nullable String found = answer.has("error") ? null : difference(pair, answer);
            return found != null && found.startsWith(plugin + ":");
        } catch (RuntimeException notAPairAnyMore) {
            return false;
        }
    }

    /** The first plugin that says something else than the filter of its name, and what; null when none does. */
    private @Nullable String difference(Map<String, Object> pair, JsonNode answer) {
        JsonNode question = mapper.valueToTree(pair);
        Cluster cluster = new Cluster();
        PluginContext context = new PluginContext(cluster);
        PodClass podClass = cluster.decidedClass(PodConverter.waiting(pod(question.path("pod"))));
        ClusterEvent event = event(question.path("event"), question.path("pod"));
        Map<String, String> differences = new TreeMap<>();
        for (Filter filter : profile.filters()) {
            JsonNode hint = answer.path("hints").path(filter.name());
            boolean expected = hint.asBoolean();
            if (!filter.name().equals(VectorCheck.NOT_MODELLED)
                    && expected != filter.mayHelp(event, podClass, context)) {
                differences.put(filter.name(), filter.name() + ": expected " + expected + ", but was " + !expected);
            }
        }
        return differences.isEmpty() ? null : differences.values().iterator().next();
    }

    private ClusterEvent event(JsonNode event, JsonNode waiting) {
        JsonNode before = event.path("old");
        JsonNode after = event.path("new");
        return switch (event.path("kind").asString("")) {
            case "NodeAdded" -> new ClusterEvent.NodeAdded(NodeConverter.convert(node(after)));
            case "NodeGone" -> new ClusterEvent.NodeGone(NodeConverter.convert(node(before)));
            case "NodeChanged" ->
                new ClusterEvent.NodeChanged(NodeConverter.convert(node(before)), NodeConverter.convert(node(after)));
            case "PodBound" -> new ClusterEvent.PodBound(PodConverter.bound(pod(after)));
            case "PodGone" ->
                new ClusterEvent.PodGone(
                        PodConverter.bound(pod(before)),
                        before.path("spec").has("nodeName"),
                        before.path("status").has("nominatedNodeName"));
            default -> {
                boolean itself = uid(after).equals(uid(waiting));
                PodSpec then = itself ? PodConverter.waiting(pod(before)) : PodConverter.bound(pod(before));
                PodSpec now = itself ? PodConverter.waiting(pod(after)) : PodConverter.bound(pod(after));
                yield itself ? new ClusterEvent.WaitingPodChanged(then, now) : new ClusterEvent.PodChanged(then, now);
            }
        };
    }

    private static String uid(JsonNode pod) {
        return pod.path("metadata").path("uid").asString("");
    }

    private Node node(JsonNode node) {
        return mapper.treeToValue(node, Node.class);
    }

    private Pod pod(JsonNode pod) {
        return mapper.treeToValue(pod, Pod.class);
    }

    private JsonNode ask(Map<String, Object> pair) {
        try {
            return mapper.readTree(scheduler.ask(mapper.writeValueAsString(pair)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
