package io.plimsoll.kubernetes.config;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.input.ConfigDocuments;
import io.plimsoll.kubernetes.input.FieldPath;
import io.plimsoll.kubernetes.input.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code KubeSchedulerConfiguration} v1 as kube-scheduler v1.34 does: strictly, with its defaults and its
 * checks. What is given and not modelled becomes a warning, never silence.
 */
public final class SchedulerConfigReader {

    private static final String KIND = "KubeSchedulerConfiguration";
    private static final String VERSION = "kubescheduler.config.k8s.io/v1";

    /** Settings that decide nothing about where a pod goes, and what they change instead. */
    private static final Map<String, String> ELSEWHERE = new LinkedHashMap<>();

    static {
        ELSEWHERE.put("leaderElection", "which of several schedulers works");
        ELSEWHERE.put("clientConnection", "how the scheduler talks to the API server");
        ELSEWHERE.put("enableProfiling", "whether the scheduler can be measured");
        ELSEWHERE.put("enableContentionProfiling", "whether the scheduler can be measured");
        ELSEWHERE.put("parallelism", "how many nodes are looked at at the same time");
        ELSEWHERE.put("delayCacheUntilActive", "when a scheduler that waits to lead fills its memory");
        ELSEWHERE.put("podInitialBackoffSeconds", "how soon a pod that fits nowhere is tried again");
        ELSEWHERE.put("podMaxBackoffSeconds", "how late a pod that fits nowhere is tried again");
    }

    private final ConfigDocuments documents;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> sampled = new ArrayList<>();

    private SchedulerConfigReader(Problems problems) {
        this.documents = new ConfigDocuments(problems);
    }

    /**
     * Reads a file.
     *
     * @throws InputException with everything that is wrong
     */
    public static SchedulerConfig read(Path file) throws InputException {
        Problems problems = Problems.strict();
        SchedulerConfigReader reader = new SchedulerConfigReader(problems);
        return reader.finish(reader.documents.find(file, KIND), problems);
    }

    /**
     * Reads a text under the name that its problems shall bear.
     *
     * @throws InputException with everything that is wrong
     */
    public static SchedulerConfig read(String name, String text) throws InputException {
        Problems problems = Problems.strict();
        SchedulerConfigReader reader = new SchedulerConfigReader(problems);
        return reader.finish(reader.documents.find(name, text, KIND), problems);
    }

    private SchedulerConfig finish(ConfigDocuments.@Nullable Found found, Problems problems) throws InputException {
        SchedulerConfig config = found == null ? SchedulerConfig.byDefault() : config(found);
        problems.throwIfAny();
        return config;
    }

    private SchedulerConfig config(ConfigDocuments.Found found) {
        Report report = found.report();
        Settings root = new Settings(found.value(), FieldPath.ROOT, report);
        root.get("kind");
        @Nullable String version = root.text("apiVersion");
        if (!VERSION.equals(version)) {
            report.value(
                    root.path("apiVersion"),
                    version,
                    "be " + VERSION,
                    "it was written for an older kube-scheduler; v1 is read since 1.25.");
        }
        ELSEWHERE.forEach((name, changes) -> {
            if (root.has(name)) {
                warnings.add("The setting %s is not modelled; it would change %s, not where pods go."
                        .formatted(name, changes));
            }
        });
        if (root.has("parallelism")) {
            root.whole("parallelism", 16, 1, Integer.MAX_VALUE);
        }
        int percentage = (int) root.whole("percentageOfNodesToScore", 0, 0, 100);
        sampled(root, percentage);
        long initial = root.whole("podInitialBackoffSeconds", 1, 1, Long.MAX_VALUE);
        long most = root.whole("podMaxBackoffSeconds", Math.max(initial, 10), 1, Long.MAX_VALUE);
        if (most < initial) {
            report.value(
                    root.path("podMaxBackoffSeconds"),
                    most,
                    "be at least podInitialBackoffSeconds",
                    "both were exchanged.");
        }
        Set<String> ignored = extenders(root);
        List<SchedulerProfile> profiles = profiles(root, ignored);
        root.end(KIND);
        warnings.addAll(documents.warnings());
        return new SchedulerConfig(profiles, percentage, initial, most, List.copyOf(warnings), List.copyOf(sampled));
    }

    private void sampled(Settings settings, int percentage) {
        if (percentage > 0 && percentage < 100) {
            sampled.add(("The setting %s (%d) is not modelled unless asked for; it would change how many of the nodes"
                            + " that fit are compared.")
                    .formatted(settings.path("percentageOfNodesToScore"), percentage));
        }
    }

    /** Names the extenders, and returns the resources that the scheduler leaves to them. */
    private Set<String> extenders(Settings root) {
        Set<String> ignored = new LinkedHashSet<>();
        for (Settings extender : root.objects("extenders")) {
            @Nullable String url = extender.text("urlPrefix");
            if (url == null) {
                extender.report().missing(extender.path("urlPrefix"), "the extender's address was forgotten.");
            }
            warnings.add("The extender %s is not asked; it would change which nodes fit and which of them is best."
                    .formatted(url == null ? "without address" : url));
            for (Settings resource : extender.objects("managedResources")) {
                @Nullable String name = resource.text("name");
                if (name == null) {
                    resource.report().missing(resource.path("name"), "the resource's name was forgotten.");
                } else if (resource.truth("ignoredByScheduler", false)) {
                    ignored.add(name);
                }
                resource.get("ignoredByScheduler");
                resource.end("managedResources");
            }
            // Whatever else it says is for the same extender.
            for (String name : List.of(
                    "filterVerb",
                    "preemptVerb",
                    "prioritizeVerb",
                    "weight",
                    "bindVerb",
                    "enableHTTPS",
                    "tlsConfig",
                    "httpTimeout",
                    "nodeCacheCapable",
                    "ignorable")) {
                extender.get(name);
            }
            extender.end("extenders");
        }
        return ignored;
    }

    private List<SchedulerProfile> profiles(Settings root, Set<String> ignored) {
        List<Settings> given = root.objects("profiles");
        if (given.isEmpty()) {
            return SchedulerConfig.byDefault().profiles().stream()
                    .map(profile -> profile.ignoring(ignored))
                    .toList();
        }
        List<SchedulerProfile> profiles = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Settings profile : given) {
            @Nullable String name = profile.text("schedulerName");
            if (name == null && given.size() == 1) {
                name = SchedulerConfig.DEFAULT_SCHEDULER;
            }
            if (name == null || name.isEmpty()) {
                profile.report().missing(profile.path("schedulerName"), "each of several profiles needs a name.");
            } else if (!names.add(name)) {
                profile.report()
                        .value(
                                profile.path("schedulerName"),
                                name,
                                "be the only profile of this name",
                                "it was copied and not renamed.");
            }
            @Nullable
            Integer percentage = profile.has("percentageOfNodesToScore")
                    ? (Integer) (int) profile.whole("percentageOfNodesToScore", 0, 0, 100)
                    : null;
            sampled(profile, percentage == null ? 0 : percentage);
            Map<ExtensionPoint, List<PluginUse>> plugins = plugins(profile.object("plugins"));
            PluginArguments arguments = new ArgumentReader(documents, warnings).read(profile);
            profile.end("profiles");
            SchedulerProfile read =
                    new SchedulerProfile(Objects.requireNonNullElse(name, ""), percentage, plugins, arguments);
            FieldPath at = profile.path("plugins");
            UnusualPoints.check(
                    read, (point, what) -> warnings.add("The setting %s %s.".formatted(at.field(point.field()), what)));
            profiles.add(read.ignoring(ignored));
        }
        return List.copyOf(profiles);
    }

    private Map<ExtensionPoint, List<PluginUse>> plugins(Settings plugins) {
        Map<ExtensionPoint, PluginSets.Given> points = new EnumMap<>(ExtensionPoint.class);
        for (ExtensionPoint point : ExtensionPoint.values()) {
            if (plugins.has(point.field())) {
                points.put(point, given(plugins.object(point.field()), point));
            }
        }
        PluginSets.Given everywhere = given(plugins.object("multiPoint"), null);
        plugins.end("plugins");
        return PluginSets.expand(everywhere, points);
    }

    private PluginSets.Given given(Settings set, @Nullable ExtensionPoint point) {
        List<PluginUse> enabled = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Settings plugin : set.objects("enabled")) {
            @Nullable String name = name(plugin, point);
            int weight = (int) plugin.whole("weight", 0, 0, Integer.MAX_VALUE);
            plugin.end("enabled");
            if (name == null) {
                continue;
            }
            if (!seen.add(name)) {
                plugin.report().value(plugin.path("name"), name, "be enabled once", "another plugin was meant.");
            }
            if (!InTree.isPlugin(name)) {
                warnings.add("The plugin %s (%s) is not modelled; it would change what is decided there."
                        .formatted(name, plugin.path("name")));
            }
            enabled.add(new PluginUse(name, weight));
        }
        Set<String> disabled = new HashSet<>();
        for (Settings plugin : set.objects("disabled")) {
            @Nullable String name = "*".equals(plugin.text("name")) ? "*" : name(plugin, null);
            plugin.get("weight");
            plugin.end("disabled");
            if (name != null) {
                disabled.add(name);
            }
        }
        set.end("plugins");
        return new PluginSets.Given(enabled, disabled);
    }

    private static @Nullable String name(Settings plugin, @Nullable ExtensionPoint point) {
        @Nullable String name = plugin.text("name");
        if (name == null) {
            plugin.report().missing(plugin.path("name"), "the plugin's name was forgotten.");
            return null;
        }
        @Nullable String nearest = InTree.isPlugin(name) ? null : ConfigDocuments.nearest(name, InTree.names());
        if (nearest != null) {
            plugin.report()
                    .value(plugin.path("name"), name, "be the name of a plugin", "\"" + nearest + "\" was meant.");
        } else if (point != null && InTree.isPlugin(name) && !InTree.takesPart(name, point)) {
            plugin.report()
                    .value(
                            plugin.path("name"),
                            name,
                            "be a plugin that takes part in " + point.field(),
                            "\"multiPoint\" was meant.");
        }
        return name;
    }
}
