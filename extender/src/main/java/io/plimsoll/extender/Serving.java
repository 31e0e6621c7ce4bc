package io.plimsoll.extender;

import io.plimsoll.extender.config.Loaded;
import io.plimsoll.extender.config.Reloader;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ServiceOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A service that runs until it is told to end, and says what it is at. */
public final class Serving {

    private static final long LOOK_MILLIS = 50;
    private static final long RELOAD_MILLIS = 2_000;

    private Serving() {}

    /**
     * Runs a service; closing it is the caller's.
     *
     * @param options what it was set up with
     * @param loaded the files that say so, which are looked at now and then; null where there are none
     * @param completed adds what was said elsewhere than in the files
     * @param ended counted down when it is to end
     * @throws IOException when an address cannot be listened at
     */
    public static void run(
            ExtenderService service,
            ServiceOptions options,
            @Nullable Loaded loaded,
            UnaryOperator<ServiceOptions> completed,
            CountDownLatch ended,
            PrintWriter out)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int port = service.start();
        String scheme = options.tls() == null ? "http" : "https";
        out.println("listening at " + scheme + "://" + options.host() + ":" + port + ", mode "
                + options.answers().mode());
        if (service.adminPort() > 0) {
            out.println("questions at port " + service.adminPort());
        }
        out.flush();
        while (!service.ready()) {
            if (ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        out.println("ready after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms");
        out.flush();
        if (loaded == null) {
            ended.await();
        } else {
            try (Reloader reloader = new Reloader(loaded, service, RELOAD_MILLIS, completed)) {
                ended.await();
            }
        }
        out.println("ending");
        out.flush();
    }
}
