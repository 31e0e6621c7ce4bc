package io.plimsoll.extender.record;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.extender.watch.PodEvents;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that decisions follow from besides the cluster, so that a recording can say it.
 *
 * @param answers how questions are answered
 * @param policy the policy of schedulers without one of their own
 * @param own policies by scheduler name
 * @param config the text of the KubeSchedulerConfiguration; null for kube-scheduler's own
 */
public record DecisionSettings(
        AnswerOptions answers,
        String policy,
        Map<String, String> own,
        @Nullable String config) {

    private static final String KIND = "KubeSchedulerConfiguration";

    /** Copies its map. */
    public DecisionSettings {
        own = new TreeMap<>(own);
    }

    /** Profiles that nobody else uses. */
    public Map<String, Profile> profiles() throws InputException {
        return Profiles.of(scheduler(), policy, own);
    }

    /** How kube-scheduler is set up. */
    public SchedulerConfig scheduler() throws InputException {
        return config == null
                ? SchedulerConfig.byDefault()
                : SchedulerConfigReader.read("the recording's configuration", config);
    }

    /** These settings as JSON. How kube-scheduler reaches anybody, keys included, is left out of its configuration. */
    ObjectNode json() {
        ObjectNode json = ApiObjects.MAPPER.createObjectNode();
        json.put("mode", answers.mode().toString());
        ObjectNode modes = json.putObject("modes");
        answers.ownModes().forEach((name, mode) -> modes.put(name, mode.toString()));
        json.put("lastFilter", answers.lastFilter());
        json.put("holdMillis", answers.holdMillis());
        json.put("budgetMillis", answers.budgetMillis());
        json.put("widensVictims", answers.widensVictims());
        json.set("devices", ApiObjects.MAPPER.valueToTree(answers.devices()));
        json.set("groups", ApiObjects.MAPPER.valueToTree(answers.groups()));
        json.put("policy", policy);
        ObjectNode policies = json.putObject("policies");
        own.forEach(policies::put);
        if (config != null) {
            json.set("config", withoutSecrets(config));
        }
        return json;
    }

    /** Reads what {@link #json} wrote; the configuration is JSON then, which is YAML, too. */
    static DecisionSettings of(JsonNode json) {
        Map<String, String> own = new LinkedHashMap<>();
        json.path("policies")
                .properties()
                .forEach(entry -> own.put(entry.getKey(), entry.getValue().asString()));
        Map<String, Mode> modes = new TreeMap<>();
        json.path("modes").properties().forEach(entry -> modes.put(entry.getKey(), mode(entry.getValue())));
        AnswerOptions answers = new AnswerOptions(
                mode(json.path("mode")),
                modes,
                json.path("lastFilter").asBoolean(false),
                json.path("holdMillis").asLong(0),
                json.path("budgetMillis").asLong(0),
                json.path("widensVictims").asBoolean(false),
                ApiObjects.MAPPER.treeToValue(json.path("devices"), DeviceNames.class),
                ApiObjects.MAPPER.treeToValue(json.path("groups"), GroupNames.class));
        return new DecisionSettings(
                answers,
                json.path("policy").asString(""),
                own,
                json.hasNonNull("config") ? json.get("config").toString() : null);
    }

    /** What pods mean under these settings. */
    PodEvents meaning() {
        return new PodEvents(answers.devices(), answers.groups());
    }

    private static Mode mode(JsonNode word) {
        @Nullable Mode mode = Mode.of(word.asString(""));
        if (mode == null) {
            throw new IllegalArgumentException("The mode (" + word + ") must be one that there is.");
        }
        return mode;
    }

    private static JsonNode withoutSecrets(String config) {
        JsonNode json = ApiObjects.MAPPER.createObjectNode();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(config)) {
            JsonNode tree = ApiObjects.MAPPER.valueToTree(document);
            json = tree.path("kind").asString("").equals(KIND) ? tree : json;
        }
        if (json instanceof ObjectNode object) {
            object.remove("clientConnection");
        }
        for (JsonNode extender : json.path("extenders")) {
            if (extender instanceof ObjectNode one) {
                one.remove("tlsConfig");
            }
        }
        return json;
    }
}
