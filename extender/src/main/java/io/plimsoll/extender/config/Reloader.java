package io.plimsoll.extender.config;

import io.plimsoll.core.input.InputException;
import io.plimsoll.extender.server.ExtenderService;
import io.plimsoll.extender.server.ServiceOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the files of a configuration have changed, and has the service take them. A configuration with anything wrong
 * in it is refused as a whole, said once, and the service goes on as before. Files are compared by what is in them, because those that
 * Kubernetes mounts are links that change their target.
 */
public final class Reloader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

    private final Path file;
    private final ExtenderService service;
    private final UnaryOperator<ServiceOptions> completed;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "plimsoll-config");
        thread.setDaemon(true);
        return thread;
    });
    private List<Path> files;
    private List<ByteBuffer> seen;

    /**
     * Begins to look.
     *
     * @param loaded what the service was set up with
     * @param everyMillis how often
     * @param completed adds what was said elsewhere than in the files
     */
    public Reloader(Loaded loaded, ExtenderService service, long everyMillis, UnaryOperator<ServiceOptions> completed) {
        this.completed = completed;
        this.file = loaded.files().get(0);
        this.service = service;
        this.files = loaded.files();
        this.seen = contents(files);
        var unused = executor.scheduleWithFixedDelay(this::look, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void look() {
        List<ByteBuffer> now = contents(files);
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            Loaded loaded = ServiceConfig.read(file);
            service.configure(completed.apply(loaded.options()));
            files = loaded.files();
            seen = contents(files);
            loaded.warnings().forEach(LOG::warn);
            LOG.info("The configuration {} was taken", file);
        } catch (InputException e) {
            service.refused();
            LOG.error("The configuration was not taken:\n{}", e.getMessage());
        } catch (IOException e) {
            LOG.error(e.getMessage());
        } catch (RuntimeException e) {
            // Whatever it is, the next change must be seen.
            LOG.error("The configuration was not taken", e);
        }
    }

    /** What is in the files; of one that cannot be read nothing. */
    private static List<ByteBuffer> contents(List<Path> files) {
        List<ByteBuffer> contents = new ArrayList<>();
        for (Path each : files) {
            try {
                contents.add(ByteBuffer.wrap(Files.readAllBytes(each)));
            } catch (IOException e) {
                contents.add(ByteBuffer.allocate(0));
            }
        }
        return contents;
    }
}
