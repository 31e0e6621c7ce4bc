package io.plimsoll.extender;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.config.Loaded;
import io.plimsoll.extender.config.ServiceConfig;
import io.plimsoll.extender.server.ExtenderService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The service without the rest of Plimsoll: what the container image runs. Everything but how to reach the cluster stands in one
 * configuration, as for {@code plimsoll extender serve --settings}.
 */
public final class Main {

    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;
    private static final int BAD_INPUT = 3;
    private static final int IO_FAILED = 4;

    private Main() {}

    /**
     * What is said on the command line.
     *
     * @param settings the configuration
     * @param kubeconfig how to reach the cluster; null for the service account of the pod, or as kubectl does
     */
    record Arguments(Path settings, @Nullable Path kubeconfig) {

        /** Reads them; null when they are not right. */
        static @Nullable Arguments of(String... words) {
            @Nullable Path settings = null;
            @Nullable Path kubeconfig = null;
            for (int i = 0; i + 1 < words.length; i += 2) {
                switch (words[i]) {
                    case "--settings" -> settings = Path.of(words[i + 1]);
                    case "--kubeconfig" -> kubeconfig = Path.of(words[i + 1]);
                    default -> {
                        return null;
                    }
                }
            }
            return settings == null || words.length % 2 != 0 ? null : new Arguments(settings, kubeconfig);
        }
    }

    /** Serves until the process is asked to terminate. Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 input or output failed. */
    public static void main(String[] words) {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        int[] code = {DONE};
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // A signal has a code of its own otherwise, though this is how the service is meant to end.
            Runtime.getRuntime().halt(code[0]);
        }));
        try {
            code[0] = run(asked, words);
        } finally {
            over.countDown();
        }
        System.exit(code[0]);
    }

    private static int run(CountDownLatch asked, String... words) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        @Nullable Arguments arguments = Arguments.of(words);
        if (arguments == null) {
            err.println(
                    "The arguments must be --settings FILE, and --kubeconfig FILE where the cluster is not the pod's own.");
            err.println("Maybe the words \"extender serve\" are too many: this program does nothing else.");
            return WRONG_USAGE;
        }
        try {
            Loaded loaded = ServiceConfig.read(arguments.settings());
            loaded.warnings().forEach(warning -> err.println("Warning: " + warning));
            try (KubernetesClient client = new KubernetesClientBuilder()
                            .withConfig(config(arguments))
                            .build();
                    ExtenderService service = new ExtenderService(loaded.options(), client)) {
                Serving.run(service, loaded.options(), loaded, UnaryOperator.identity(), asked, out);
            }
            return DONE;
        } catch (InputException e) {
            err.println(e.getMessage());
            return BAD_INPUT;
        } catch (KubernetesClientException e) {
            err.println("The cluster must be reachable: " + e.getMessage());
            err.println("Maybe --kubeconfig is missing, or the pod has no service account.");
            return IO_FAILED;
        } catch (IOException e) {
            err.println(e.getMessage());
            return IO_FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DONE;
        }
    }

    private static Config config(Arguments arguments) {
        @Nullable Path file = arguments.kubeconfig();
        return file == null ? Config.autoConfigure(null) : Config.fromKubeconfig(null, file.toFile());
    }
}
