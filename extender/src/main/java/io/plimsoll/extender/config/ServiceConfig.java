package io.plimsoll.extender.config;

import io.fabric8.kubernetes.api.model.Quantity;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyTextException;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.server.Limits;
import io.plimsoll.extender.server.ListenAddress;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.extender.server.TlsFiles;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import io.plimsoll.kubernetes.config.Settings;
import io.plimsoll.kubernetes.input.ConfigDocuments;
import io.plimsoll.kubernetes.input.FieldPath;
import io.plimsoll.kubernetes.input.Quantities;
import io.plimsoll.kubernetes.input.Report;
import io.plimsoll.kubernetes.input.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the service's configuration: one YAML document of kind {@code ExtenderConfiguration}. Files that it names are looked for beside
 * it. All that is wrong is said at once; docs/operations.md explains every field.
 */
public final class ServiceConfig {

    /** What {@code kind} must be. */
    public static final String KIND = "ExtenderConfiguration";

    private static final String VERSION = "plimsoll.io/v1";
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final long LONGEST = TimeUnit.HOURS.toMillis(24);

    private final Path file;
    private final Settings root;
    private final Report report;
    private final Policies policies = Policies.load();
    private final List<Path> files = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private ServiceConfig(Path file, ConfigDocuments.Found found) {
        this.file = file;
        this.report = found.report();
        this.root = new Settings(found.value(), FieldPath.ROOT, report);
        files.add(file);
    }

    /**
     * Reads a file.
     *
     * @throws InputException with everything that is wrong with it
     */
    public static Loaded read(Path file) throws InputException {
        Problems problems = Problems.strict();
        ConfigDocuments documents = new ConfigDocuments(problems);
        ConfigDocuments.@Nullable Found found = documents.find(file, KIND);
        if (found == null) {
            problems.throwIfAny();
            throw new IllegalStateException("A configuration that is not there must be a problem.\n"
                    + "Maybe the file was empty: this is a defect of Plimsoll, please report it.");
        }
        ServiceConfig config = new ServiceConfig(file, found);
        @Nullable ServiceOptions options = config.options();
        problems.throwIfAny();
        if (options == null) {
            throw new IllegalStateException("A configuration without problems must be one.\n"
                    + "Maybe a check was forgotten: this is a defect of Plimsoll, please report it.");
        }
        config.warnings.addAll(documents.warnings());
        return new Loaded(options, config.files, config.warnings);
    }

    private @Nullable ServiceOptions options() {
        root.get("kind");
        @Nullable String version = root.text("apiVersion");
        if (!VERSION.equals(version)) {
            report.value(
                    root.path("apiVersion"), version, "be " + VERSION, "another program's configuration was meant.");
        }
        String listen = text(root, "listen", "127.0.0.1:8888");
        @Nullable ListenAddress address = ListenAddress.of(listen);
        if (address == null) {
            report.value(
                    root.path("listen"), listen, "be HOST:PORT with a port of 0 to 65535", "127.0.0.1:8888 was meant.");
        }
        @Nullable Path journal = path(root, "journal", false);
        AnswerOptions usual = new AnswerOptions(Mode.FILTER_PRIORITIZE, false, 0);
        @Nullable String policy = policy(root);
        String everywhere = policy == null ? "best-fit" : policy;
        Map<String, String> own = new LinkedHashMap<>();
        Map<String, Mode> modes = new TreeMap<>();
        List<Settings> given = root.objects("profiles");
        given.forEach(profile -> profile(profile, own, modes));
        AnswerOptions answers = new AnswerOptions(
                mode(root, Mode.FILTER_PRIORITIZE),
                modes,
                root.truth("lastFilter", false),
                time(root, "hold", TimeUnit.MINUTES.toMillis(11)),
                time(root, "budget", AnswerOptions.BUDGET_MILLIS),
                root.truth("widenVictims", false),
                devices(usual.devices()),
                groups(usual.groups()));
        Limits limits = limits(root.object("limits"));
        @Nullable TlsFiles tls = tls(root.object("tls"), root.has("tls"));
        @Nullable Map<String, Profile> profiles = profiles(everywhere, own, given);
        root.end(KIND);
        return profiles == null || address == null
                ? null
                : new ServiceOptions(address.host(), address.port(), profiles, answers, journal, limits, tls)
                        .with(new DecisionSettings(answers, everywhere, own, schedulerText()));
    }

    /** The text of kube-scheduler's configuration, which was read before. */
    private @Nullable String schedulerText() {
        @Nullable Path path = path(root, "schedulerConfiguration", true);
        try {
            return path == null ? null : Files.readString(path);
        } catch (IOException e) {
            report.value(root.path("schedulerConfiguration"), path, "be readable", "it was removed just now.");
            return null;
        }
    }

    private void profile(Settings profile, Map<String, String> own, Map<String, Mode> modes) {
        @Nullable String name = profile.text("schedulerName");
        @Nullable String policy = policy(profile);
        @Nullable Mode mode = profile.has("mode") ? mode(profile, Mode.FILTER_PRIORITIZE) : null;
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
        if (mode != null) {
            modes.put(name, mode);
        }
    }

    private @Nullable Map<String, Profile> profiles(String policy, Map<String, String> own, List<Settings> given) {
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
        return Profiles.of(scheduler, policy, own);
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
        @Nullable Path path = path(root, "schedulerConfiguration", true);
        if (path == null) {
            return root.has("schedulerConfiguration") ? null : SchedulerConfig.byDefault();
        }
        try {
            SchedulerConfig read = SchedulerConfigReader.read(path);
            read.warnings().stream()
                    .filter(warning -> !warning.startsWith("The extender "))
                    .forEach(warnings::add);
            return read;
        } catch (InputException e) {
            report.value(
                    root.path("schedulerConfiguration"),
                    path,
                    "be a KubeSchedulerConfiguration: " + e.getMessage(),
                    "another file was meant.");
            return null;
        }
    }

    private DeviceNames devices(DeviceNames usual) {
        Settings devices = root.object("devices");
        DeviceNames names = new DeviceNames(
                text(devices, "milliResource", usual.milliResource()),
                text(devices, "countResource", usual.countResource()),
                text(devices, "modelLabel", usual.modelLabel()),
                text(devices, "indexAnnotation", usual.indexAnnotation()));
        devices.end("devices");
        if (names.milliResource().equals(names.countResource())) {
            report.value(
                    devices.path("countResource"),
                    names.countResource(),
                    "differ from milliResource",
                    "both were copied from one.");
        }
        return names;
    }

    private GroupNames groups(GroupNames usual) {
        Settings groups = root.object("groups");
        GroupNames names = new GroupNames(
                text(groups, "nameLabel", usual.nameLabel()), text(groups, "leastLabel", usual.leastLabel()));
        groups.end("groups");
        return names;
    }

    private Limits limits(Settings settings) {
        Limits usual = Limits.DEFAULT;
        Limits limits = new Limits(
                (int) bytes(settings, "body", usual.bodyBytes(), Limits.LARGEST_BODY),
                (int) bytes(settings, "headers", usual.headerBytes(), 1 << 20),
                (int) settings.whole("connections", usual.connections(), 1, 100_000),
                (int) settings.whole("requests", usual.requests(), 1, 100_000),
                time(settings, "bodyTime", usual.bodyMillis()));
        settings.end("limits");
        return limits;
    }

    private @Nullable TlsFiles tls(Settings settings, boolean given) {
        if (!given) {
            return null;
        }
        for (String name : List.of("certificate", "key")) {
            if (!settings.has(name)) {
                report.missing(settings.path(name), "both files are needed.");
            }
        }
        @Nullable Path certificate = path(settings, "certificate", true);
        @Nullable Path key = path(settings, "key", true);
        settings.end("tls");
        return certificate == null || key == null ? null : new TlsFiles(certificate, key);
    }

    private Mode mode(Settings settings, Mode otherwise) {
        @Nullable String word = settings.text("mode");
        @Nullable Mode mode = Mode.of(word);
        if (mode != null) {
            return mode;
        }
        if (word != null) {
            @Nullable
            String nearest = ConfigDocuments.nearest(
                    word, List.of(Mode.values()).stream().map(Mode::toString).toList());
            report.value(
                    settings.path("mode"),
                    word,
                    "be one of " + List.of(Mode.values()),
                    nearest == null ? "a policy was meant." : "\"" + nearest + "\" was meant.");
        }
        return otherwise;
    }

    private long time(Settings settings, String name, long otherwise) {
        @Nullable String text = settings.text(name);
        if (text == null) {
            return otherwise;
        }
        Matcher matcher = TIME.matcher(text);
        if (matcher.matches()) {
            long millis = Long.parseLong(matcher.group(1))
                    * switch (matcher.group(2)) {
                        case "ms" -> 1;
                        case "s" -> 1_000;
                        case "m" -> 60_000;
                        default -> 3_600_000;
                    };
            if (millis > 0 && millis <= LONGEST) {
                return millis;
            }
        }
        report.value(
                settings.path(name), text, "be a time of 1ms to 24h, as in 500ms, 30s or 11m", "the unit is missing.");
        return otherwise;
    }

    private long bytes(Settings settings, String name, long otherwise, long most) {
        @Nullable String text = settings.text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            BigDecimal bytes = Quantities.exact(new Quantity(text));
            if (bytes.signum() > 0 && bytes.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return Quantities.whole(bytes);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // Said below.
        }
        report.value(settings.path(name), text, "be an amount of at most " + most + " bytes", "\"64Mi\" was meant.");
        return otherwise;
    }

    private @Nullable Path path(Settings settings, String name, boolean mustBeThere) {
        @Nullable String text = settings.text(name);
        if (text == null) {
            return null;
        }
        Path path = file.toAbsolutePath().resolveSibling(text);
        if (mustBeThere && !Files.isReadable(path)) {
            report.value(settings.path(name), text, "be a file that can be read", "another path was meant.");
            return null;
        }
        if (mustBeThere && !files.contains(path)) {
            files.add(path);
        }
        return path;
    }

    private static String text(Settings settings, String name, String otherwise) {
        @Nullable String text = settings.text(name);
        return text == null || text.isEmpty() ? otherwise : text;
    }
}
