package io.plimsoll.extender.config;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.http.TlsFiles;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.RecordingOptions;
import io.plimsoll.extender.record.RecordingOptions.Sync;
import io.plimsoll.extender.server.Limits;
import io.plimsoll.extender.server.ListenAddress;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.kubernetes.config.Settings;
import io.plimsoll.kubernetes.input.ConfigDocuments;
import io.plimsoll.kubernetes.input.FieldPath;
import io.plimsoll.kubernetes.input.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the service's configuration: one YAML document of kind {@code ExtenderConfiguration}. Files that it names are looked for beside
 * it. All that is wrong is said at once; docs/operations.md explains every field.
 */
public final class ServiceConfig {

    /** What {@code kind} must be. */
    public static final String KIND = "ExtenderConfiguration";

    private static final String VERSION = "plimsoll.io/v1";

    private final Settings root;
    private final Report report;
    private final ConfigFields fields;
    private final List<String> warnings = new ArrayList<>();

    private ServiceConfig(Path file, ConfigDocuments.Found found) {
        this.report = found.report();
        this.root = new Settings(found.value(), FieldPath.ROOT, report);
        this.fields = new ConfigFields(file, report);
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
        return new Loaded(options, config.fields.files(), config.warnings);
    }

    private @Nullable ServiceOptions options() {
        root.get("kind");
        @Nullable String version = root.text("apiVersion");
        if (!VERSION.equals(version)) {
            report.value(
                    root.path("apiVersion"), version, "be " + VERSION, "another program's configuration was meant.");
        }
        ListenAddress address = fields.address(root, "listen", new ListenAddress("127.0.0.1", 8888));
        @Nullable Path journal = fields.path(root, "journal", false);
        AnswerOptions usual = new AnswerOptions(Mode.FILTER_PRIORITIZE, false, 0);
        ProfileFields profiles = new ProfileFields(root, fields, report);
        AnswerOptions answers = new AnswerOptions(
                profiles.mode(),
                profiles.modes(),
                root.truth("lastFilter", false),
                fields.time(root, "hold", TimeUnit.MINUTES.toMillis(11)),
                fields.time(root, "budget", AnswerOptions.BUDGET_MILLIS),
                root.truth("widenVictims", false),
                devices(usual.devices()),
                groups(usual.groups()));
        Limits limits = limits(root.object("limits"));
        @Nullable TlsFiles tls = fields.tls(root);
        @Nullable RecordingOptions recording = recording();
        @Nullable AdminOptions admin = admin();
        @Nullable Map<String, Profile> byName = profiles.profiles();
        warnings.addAll(profiles.warnings());
        root.end(KIND);
        return byName == null
                ? null
                : new ServiceOptions(address.host(), address.port(), byName, answers, journal, limits, tls)
                        .with(new DecisionSettings(
                                answers, profiles.everywhere(), profiles.own(), profiles.schedulerText()))
                        .with(recording, admin);
    }

    private @Nullable RecordingOptions recording() {
        if (!root.has("recording")) {
            return null;
        }
        Settings settings = root.object("recording");
        if (!settings.has("folder")) {
            report.missing(settings.path("folder"), "\"/var/lib/plimsoll/recording\" was meant.");
        }
        @Nullable Path folder = fields.path(settings, "folder", false);
        long limit = fields.bytes(
                settings, "limit", RecordingOptions.TOTAL_BYTES, RecordingOptions.LEAST_BYTES, Long.MAX_VALUE);
        Sync sync = fields.word(settings, "sync", List.of(Sync.values()), Sync.PERIODIC, "\"always\" was meant.");
        settings.end("recording");
        return folder == null
                ? null
                : RecordingOptions.in(folder).withLimit(limit).withSync(sync);
    }

    private @Nullable AdminOptions admin() {
        if (!root.has("admin")) {
            return null;
        }
        Settings settings = root.object("admin");
        ListenAddress address = fields.address(settings, "listen", new ListenAddress("127.0.0.1", 8889));
        @Nullable TlsFiles tls = fields.tls(settings, "clients");
        @Nullable Path path = fields.path(settings, "token", true);
        @Nullable String token = null;
        try {
            token = path == null ? null : Files.readString(path).strip();
        } catch (IOException e) {
            report.value(settings.path("token"), path, "be readable", "it was removed just now.");
        }
        boolean broken = settings.has("token") && token == null;
        settings.end("admin");
        try {
            return broken ? null : new AdminOptions(address.host(), address.port(), token, tls);
        } catch (IllegalArgumentException e) {
            String[] said = String.valueOf(e.getMessage()).split("\n", -1);
            report.value(settings.path("token"), path, "be right: " + said[0], said[1].replaceFirst("^Maybe ", ""));
            return null;
        }
    }

    private DeviceNames devices(DeviceNames usual) {
        Settings devices = root.object("devices");
        DeviceNames names = new DeviceNames(
                fields.text(devices, "milliResource", usual.milliResource()),
                fields.text(devices, "countResource", usual.countResource()),
                fields.text(devices, "modelLabel", usual.modelLabel()),
                fields.text(devices, "indexAnnotation", usual.indexAnnotation()));
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
                fields.text(groups, "nameLabel", usual.nameLabel()),
                fields.text(groups, "leastLabel", usual.leastLabel()));
        groups.end("groups");
        return names;
    }

    private Limits limits(Settings settings) {
        Limits usual = Limits.DEFAULT;
        Limits limits = new Limits(
                (int) fields.bytes(settings, "body", usual.bodyBytes(), 1, Limits.LARGEST_BODY),
                (int) fields.bytes(settings, "headers", usual.headerBytes(), 1, 1 << 20),
                (int) settings.whole("connections", usual.connections(), 1, 100_000),
                (int) settings.whole("requests", usual.requests(), 1, 100_000),
                fields.time(settings, "bodyTime", usual.bodyMillis()));
        settings.end("limits");
        return limits;
    }
}
