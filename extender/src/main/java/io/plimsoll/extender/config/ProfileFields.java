package io.plimsoll.extender.config;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyTextException;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import io.plimsoll.kubernetes.config.Settings;
import io.plimsoll.kubernetes.input.Report;
import io.plimsoll.kubernetes.input.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what of the service's configuration is about kube-scheduler's profiles: by which policy and in which mode each is served. */
final class ProfileFields {

    private static final String SCHEDULER = "schedulerConfiguration";

    private final Settings root;
    private final ConfigFields fields;
    private final Report report;
    private final Policies policies = Policies.load();
    private final List<Settings> given;
    private final String everywhere;
    private final Mode mode;
    private final Map<String, String> own = new LinkedHashMap<>();
    private final Map<String, Mode> modes = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    ProfileFields(Settings root, ConfigFields fields, Report report) {
        this.root = root;
        this.fields = fields;
        this.report = report;
        @Nullable String policy = policy(root);
        this.everywhere = policy == null ? "best-fit" : policy;
        this.given = root.objects("profiles");
        given.forEach(this::profile);
        this.mode = mode(root);
    }

    /** The policy of profiles without one of their own. */
    String everywhere() {
        return everywhere;
    }

    /** Policies by scheduler name. */
    Map<String, String> own() {
        return own;
    }

    /** The mode of profiles without one of their own. */
    Mode mode() {
        return mode;
    }

    /** Modes by scheduler name. */
    Map<String, Mode> modes() {
        return modes;
    }

    /** What was read and has no effect. */
    List<String> warnings() {
        return warnings;
    }

    /** The text of kube-scheduler's configuration, which was read before. */
    @Nullable
    String schedulerText() {
        @Nullable Path path = fields.path(root, SCHEDULER, true);
        try {
            return path == null ? null : Files.readString(path);
        } catch (IOException e) {
            report.value(root.path(SCHEDULER), path, "be readable", "it was removed just now.");
            return null;
        }
    }

    /** What decides, by scheduler name; null where something is wrong with it. */
    @Nullable
    Map<String, Profile> profiles() {
        @Nullable SchedulerConfig scheduler = scheduler();
        if (scheduler == null) {
            return null;
        }
        boolean known = true;
        for (Settings profile : given) {
            String name = profile.get("schedulerName") instanceof Value.Scalar scalar ? scalar.text() : "";
            if (!name.isEmpty() && scheduler.profile(name) == null) {
                report.value(
                        profile.path("schedulerName"),
                        name,
                        "have a profile in schedulerConfiguration",
                        "it is missing there, or misspelt.");
                known = false;
            }
        }
        if (!known) {
            return null;
        }
        return Profiles.of(scheduler, everywhere, own);
    }

    private void profile(Settings profile) {
        @Nullable String name = profile.text("schedulerName");
        @Nullable String policy = policy(profile);
        @Nullable Mode ownMode = profile.has("mode") ? mode(profile) : null;
        profile.end("profiles");
        if (name == null) {
            report.missing(profile.path("schedulerName"), "\"default-scheduler\" was meant.");
            return;
        }
        if (own.containsKey(name) || modes.containsKey(name)) {
            report.value(profile.path("schedulerName"), name, "be given once in profiles", "another name was meant.");
        }
        if (policy != null) {
            own.put(name, policy);
        }
        if (ownMode != null) {
            modes.put(name, ownMode);
        }
    }

    /** A policy that is one; in the place of another that of kube-scheduler, and a problem. */
    private @Nullable String policy(Settings settings) {
        @Nullable String text = settings.text("policy");
        if (text == null || text.equals(Profiles.KUBE_SCHEDULER)) {
            return text;
        }
        try {
            policies.profile(text, PolicyContext.UNKNOWN);
            return text;
        } catch (PolicyTextException e) {
            String[] lines = String.valueOf(e.getMessage()).split("\n", 2);
            report.value(
                    settings.path("policy"),
                    text,
                    "be a policy: " + lines[0],
                    lines.length > 1 ? lines[1].strip().replaceFirst("^Maybe ", "") : "a name is misspelt.");
            return Profiles.KUBE_SCHEDULER;
        }
    }

    private @Nullable SchedulerConfig scheduler() {
        @Nullable Path path = fields.path(root, SCHEDULER, true);
        if (path == null) {
            return root.has(SCHEDULER) ? null : SchedulerConfig.byDefault();
        }
        try {
            SchedulerConfig read = SchedulerConfigReader.read(path);
            read.warnings().stream()
                    .filter(warning -> !warning.startsWith("The extender "))
                    .forEach(warnings::add);
            return read;
        } catch (InputException e) {
            report.value(
                    root.path(SCHEDULER),
                    path,
                    "be a KubeSchedulerConfiguration: " + e.getMessage(),
                    "another file was meant.");
            return null;
        }
    }

    private Mode mode(Settings settings) {
        return fields.word(settings, "mode", List.of(Mode.values()), Mode.FILTER_PRIORITIZE, "a policy was meant.");
    }
}
