package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a sink about all objects of one kind and keeps it told: lists them page by page, then watches from the version of the list
 * on. A connection that breaks is resumed by the client from the newest version that was seen. Where the API server has forgotten
 * that version (410 Gone), or a list fails, everything is listed again after a while that is drawn at random and grows with
 * each failure, so that not all clients come back at once. Keeps no objects.
 */
final class Reflector<T extends HasMetadata, L extends KubernetesResourceList<T>> implements Watcher<T>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reflector.class);
    private static final long PAGE = 500;
    private static final long FIRST_DELAY_MILLIS = 250;
    private static final int MOST_DOUBLINGS = 7;
    private static final long UNKNOWN_DELAY_MILLIS = 60_000;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final String kind;
    private final FilterWatchListDeletable<T, L, ?> resource;
    private final @Nullable String fieldSelector;
    private final Sink<T> sink;
    private final ScheduledExecutorService executor;
    private final LongAdder lists = new LongAdder();
    private volatile boolean synced;
    private volatile boolean closed;
    private volatile @Nullable Watch watch;
    private int failures;
    private boolean mayBeUnknown;

    /**
     * Ready to be started.
     *
     * @param kind what the objects are called in messages
     * @param fieldSelector which of them are of interest; null means all
     * @param executor lists on its threads
     */
    Reflector(
            String kind,
            FilterWatchListDeletable<T, L, ?> resource,
            @Nullable String fieldSelector,
            Sink<T> sink,
            ScheduledExecutorService executor) {
        this.kind = kind;
        this.resource = resource;
        this.fieldSelector = fieldSelector;
        this.sink = sink;
        this.executor = executor;
    }

    void start() {
        later(0);
    }

    /** An API server that does not know the kind, or does not show it, has none; it is asked again now and then. Before the start. */
    void mayBeUnknown() {
        mayBeUnknown = true;
    }

    /** Whether all objects have been told at least once. */
    boolean synced() {
        return synced;
    }

    /** How many lists were begun. */
    long lists() {
        return lists.sum();
    }

    @Override
    public void close() {
        closed = true;
        @Nullable Watch open = watch;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void eventReceived(Action action, T object) {
        if (closed) {
            return;
        }
        switch (action) {
            case ADDED, MODIFIED -> tell(object);
            case DELETED -> sink.gone(object);
            case BOOKMARK, ERROR -> {
                // A bookmark only moves the version from which the client resumes; an error closes the watch.
            }
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        if (!closed) {
            LOG.info("The watch of {} ended and is begun anew: {}", kind, cause.getMessage());
            later(delay());
        }
    }

    private void list() {
        if (closed) {
            return;
        }
        try {
            lists.increment();
            sink.listing();
            String version = pages();
            sink.listed();
            synced = true;
            failures = 0;
            watch = resource.watch(
                    options()
                            .withResourceVersion(version)
                            .withAllowWatchBookmarks(true)
                            .build(),
                    this);
            if (closed) {
                close();
            }
        } catch (KubernetesClientException e) {
            if (mayBeUnknown && (e.getCode() == NOT_FOUND || e.getCode() == FORBIDDEN)) {
                unknown(e);
            } else {
                failed(e);
            }
        } catch (RuntimeException e) {
            // Whatever it is, nobody else would ever list again.
            failed(e);
        }
    }

    private void failed(RuntimeException e) {
        if (!closed) {
            LOG.warn("The list of {} failed and is tried again: {}", kind, e.toString());
            later(delay());
        }
    }

    private void unknown(KubernetesClientException e) {
        if (!synced) {
            LOG.info("The API server shows no {}: {}", kind, e.getMessage());
        }
        sink.listed();
        synced = true;
        later(UNKNOWN_DELAY_MILLIS);
    }

    /** One object that makes no sense to us must not hide the others. */
    private void tell(T object) {
        try {
            sink.seen(object);
        } catch (IllegalArgumentException | ArithmeticException e) {
            LOG.error(
                    "The object {} of {} has no effect: {}",
                    object.getMetadata().getName(),
                    kind,
                    e.getMessage());
        }
    }

    private String pages() {
        @Nullable String next = null;
        while (true) {
            L page = resource.list(options().withLimit(PAGE).withContinue(next).build());
            page.getItems().forEach(this::tell);
            next = page.getMetadata().getContinue();
            if (next == null || next.isEmpty()) {
                return page.getMetadata().getResourceVersion();
            }
        }
    }

    private ListOptionsBuilder options() {
        return new ListOptionsBuilder(new ListOptions()).withFieldSelector(fieldSelector);
    }

    /** Between half and one and a half of the usual delay after so many failures. */
    private long delay() {
        long usual = FIRST_DELAY_MILLIS << Math.min(failures++, MOST_DOUBLINGS);
        return usual / 2 + ThreadLocalRandom.current().nextLong(usual);
    }

    private void later(long millis) {
        try {
            var unused = executor.schedule(this::list, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} are not listed again: the service ends", kind);
        }
    }
}
