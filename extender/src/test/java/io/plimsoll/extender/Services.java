package io.plimsoll.extender;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.live.AnswerOptions;
import io.plimsoll.extender.live.Profiles;
import io.plimsoll.extender.server.ServiceOptions;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Services that tests start on loopback, with kube-scheduler's own profile and best fit. */
public final class Services {

    private static final long LOOK_MILLIS = 20;

    private Services() {}

    /** A service at any port that is free. */
    public static ServiceOptions options(AnswerOptions answers, @Nullable Path journal) throws InputException {
        return new ServiceOptions(
                "127.0.0.1", 0, Profiles.of(SchedulerConfig.byDefault(), "best-fit", Map.of()), answers, journal);
    }

    /** Waits until something is so, and fails when it is not in time. */
    public static void await(Callable<Boolean> condition, Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("time by which it must be so").isLessThan(end);
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
