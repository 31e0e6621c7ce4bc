package io.plimsoll.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.Serving;
import io.plimsoll.extender.admin.AdminOptions;
import io.plimsoll.extender.config.Loaded;
import io.plimsoll.extender.config.ServiceConfig;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Mode;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.extender.record.DecisionSettings;
import io.plimsoll.extender.record.RecordingOptions;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ListenAddress;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerConfigReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the scheduler extender protocol until it is told to end. */
@Command(
        name = "serve",
        description = {
            "Serve kube-scheduler's extender protocol: POST /filter, /prioritize, /preempt and /bind. What the rules read of the cluster is "
                    + "watched; /readyz says 200 once all of it is known, /healthz as soon as the service listens.",
            "In kube-scheduler's configuration the extender needs percentageOfNodesToScore: 100, or it sees only some of the "
                    + "nodes, and is best set up with nodeCacheCapable: true.",
            "Ends at an interrupt or a request to terminate, once the requests that are arriving have been answered."
        },
        footer = {
            "  plimsoll extender serve --mode pick-one --last-filter --recording /var/lib/plimsoll/recording",
            "  plimsoll extender serve --config kube-scheduler.yaml --policy gpu-jobs=fgd",
            "  plimsoll extender serve --settings extender.yaml",
            "  plimsoll extender serve --context staging --listen 127.0.0.1:9000 --policy most-allocated"
        })
final class ExtenderServeCommand implements Callable<Integer> {

    private static final List<String> NOT_WITH_SETTINGS =
            List.of("--listen", "--config", "--policy", "--mode", "--last-filter", "--hold", "--journal");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8888",
            description = "Where to listen; port 0 takes any that is free. Default: ${DEFAULT-VALUE}.")
    private String listen = "";

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "An ExtenderConfiguration that says everything but how to reach the cluster, and more than the other options "
                            + "can; taken anew whenever it changes. docs/operations.md explains it.")
    private @Nullable Path settings;

    @Mixin
    private ClusterAccess access = new ClusterAccess();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The KubeSchedulerConfiguration of the kube-scheduler that asks: its profiles and filters are ours. "
                            + "Default: kube-scheduler's own.")
    private @Nullable Path config;

    @Option(
            names = "--policy",
            paramLabel = "[SCHEDULER=]POLICY",
            description =
                    "What makes a node better, as for simulate; kube-scheduler means the scores of its own profile. May be "
                            + "given more than once, for pods of one scheduler name each. Default: best-fit.")
    private String[] policies = {};

    @Option(
            names = "--mode",
            paramLabel = "filter+prioritize|pick-one|score-only",
            defaultValue = "filter+prioritize",
            converter = ExtenderModeConverter.class,
            description =
                    "filter+prioritize: kube-scheduler chooses among what fits, helped by our scores. pick-one: filter "
                            + "answers with one node and holds its space. score-only: filter passes all. Default: ${DEFAULT-VALUE}.")
    private Mode mode = Mode.FILTER_PRIORITIZE;

    @Option(
            names = "--last-filter",
            description = "No other extender filters after this one: reasons are then sent only when no node fits.")
    private boolean lastFilter;

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            defaultValue = "11m",
            converter = DurationConverter.class,
            description =
                    "How long the space of a pod that was picked a node is held until it is seen there. Should be longer than "
                            + "kube-scheduler takes to bind, with volumes up to 10 minutes. Default: ${DEFAULT-VALUE}.")
    private Duration hold = Duration.ZERO;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description =
                    "Where pick-one writes what it holds before it answers, and finds it again after it was killed. Default: "
                            + "none, holds end with the process.")
    private @Nullable Path journal;

    @Mixin
    private RecordingOption recording = new RecordingOption();

    @Mixin
    private AdminOption questions = new AdminOption();

    private @Nullable RecordingOptions recordingTo;
    private @Nullable AdminOptions questionsAt;

    @Override
    public Integer call() throws IOException, InputException {
        recordingTo = recording.options();
        questionsAt = questions.options();
        @Nullable Loaded loaded = settings == null ? null : loaded(settings);
        ServiceOptions options = completed(loaded == null ? options() : loaded.options());
        CountDownLatch ended = new CountDownLatch(1);
        try (StopSignals signals = StopSignals.install(exitCode -> ended.countDown());
                KubernetesClient client = ClusterClient.of(access);
                ExtenderService service = new ExtenderService(options, client)) {
            Serving.run(
                    service,
                    options,
                    loaded,
                    this::completed,
                    ended,
                    spec.commandLine().getOut());
            return ExitCode.DONE;
        } catch (KubernetesClientException e) {
            throw Failure.io(
                    "The cluster must be reachable: " + e.getMessage(),
                    "Maybe --kubeconfig or --context is not the one meant.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.DONE;
        }
    }

    /** A recording and questions may be asked for by options, whatever a file says. */
    private ServiceOptions completed(ServiceOptions options) {
        return options.with(recordingTo, questionsAt);
    }

    /** What the options say. */
    private ServiceOptions options() throws IOException, InputException {
        ListenAddress address = ListenOption.address(listen, "--listen", "127.0.0.1:8888");
        SchedulerConfig scheduler = config == null ? SchedulerConfig.byDefault() : SchedulerConfigReader.read(config);
        warn(scheduler.warnings().stream()
                .filter(warning -> !warning.startsWith("The extender "))
                .toList());
        String everywhere = "best-fit";
        Map<String, String> own = new LinkedHashMap<>();
        for (String policy : policies) {
            int equals = policy.indexOf('=');
            int parameters = policy.indexOf(':');
            if (equals > 0 && (parameters < 0 || parameters > equals)) {
                own.put(policy.substring(0, equals).strip(), policy.substring(equals + 1));
            } else {
                everywhere = policy;
            }
        }
        AnswerOptions answers = new AnswerOptions(mode, lastFilter, hold.toMillis());
        DecisionSettings madeOf =
                new DecisionSettings(answers, everywhere, own, config == null ? null : Files.readString(config));
        try {
            return new ServiceOptions(
                            address.host(), address.port(), Profiles.of(scheduler, everywhere, own), answers, journal)
                    .with(madeOf);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(e);
        }
    }

    private Loaded loaded(Path file) throws InputException {
        for (String option : NOT_WITH_SETTINGS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw Failure.usage(
                        "The option (" + option + ") must not be given together with --settings.",
                        "Maybe it should stand in the file.");
            }
        }
        Loaded loaded = ServiceConfig.read(file);
        warn(loaded.warnings());
        return loaded;
    }

    private void warn(List<String> warnings) {
        PrintWriter err = spec.commandLine().getErr();
        warnings.forEach(warning -> err.println("Warning: " + warning));
        err.flush();
    }
}
