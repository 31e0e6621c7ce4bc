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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a sink about all objects of one kind and keeps it told: lists them page by page, then watches from the version of the list
 * on. A connection that breaks is resumed by the client from the newest version that was seen. Where the API server has forgotten
 * that version (410 Gone), or a list fails, everything is listed again after a while that is drawn at random and grows with
 * each failure, so that not all clients come back at once. A connection on which nothing comes for too long is given up, since whoever was
 * at its other end may be gone without a word, and watching goes on from the newest version. Keeps no objects.
 */
final class Reflector<T extends HasMetadata, L extends KubernetesResourceList<T>> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reflector.class);
    private static final long PAGE = 500;
    private static final long FIRST_DELAY_MILLIS = 250;
    private static final int MOST_DOUBLINGS = 7;
    private static final long UNKNOWN_DELAY_MILLIS = 60_000;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int LOOKS_PER_SILENCE = 5;
    /** The API server sends a bookmark every minute where nothing else happens. */
    static final long SILENCE_MILLIS = 150_000;

    private final String kind;
    private final FilterWatchListDeletable<T, L, ?> resource;
    private final @Nullable String fieldSelector;
    private final Sink<T> sink;
    private final ScheduledExecutorService executor;
    private final long silenceMillis;
    private final LongAdder lists = new LongAdder();
    private volatile boolean synced;
    private volatile boolean closed;
    private volatile @Nullable Following following;
    private int failures;
    private boolean mayBeUnknown;

    /**
     * Ready to be started.
     *
     * @param kind what the objects are called in messages
     * @param fieldSelector which of them are of interest; null means all
     * @param executor lists on its threads
     * @param silenceMillis for how long a watch may be silent
     */
    Reflector(
            String kind,
            FilterWatchListDeletable<T, L, ?> resource,
            @Nullable String fieldSelector,
            Sink<T> sink,
            ScheduledExecutorService executor,
            long silenceMillis) {
        this.kind = kind;
        this.resource = resource;
        this.fieldSelector = fieldSelector;
        this.sink = sink;
        this.executor = executor;
        this.silenceMillis = silenceMillis;
    }

    void start() {
        later(0);
        long often = silenceMillis / LOOKS_PER_SILENCE;
        var unused = executor.scheduleWithFixedDelay(this::listen, often, often, TimeUnit.MILLISECONDS);
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
        @Nullable Following open = following;
        if (open != null) {
            open.end();
        }
    }

    /** One watch. What it still tells after it was given up is not heard. */
    private final class Following implements Watcher<T> {

        private final AtomicBoolean over = new AtomicBoolean();
        private volatile long heard = System.nanoTime();
        private volatile String version;
        private volatile @Nullable Watch watch;

        Following(String version) {
            this.version = version;
        }

        @Override
        public void eventReceived(Action action, @Nullable T object) {
            if (closed || over.get()) {
                return;
            }
            heard = System.nanoTime();
            // A bookmark only moves the version, and an error, which has no object, closes the watch.
            if (object != null) {
                version = object.getMetadata().getResourceVersion();
                if (action == Action.ADDED || action == Action.MODIFIED) {
                    tell(object);
                } else if (action == Action.DELETED) {
                    sink.gone(object);
                }
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            if (over.compareAndSet(false, true) && !closed) {
                LOG.info("The watch of {} ended and is begun anew: {}", kind, cause.getMessage());
                later(delay());
            }
        }

        /** Whether nobody has ended it, and nothing has come for so long. */
        boolean isSilent() {
            return !over.get() && System.nanoTime() - heard > TimeUnit.MILLISECONDS.toNanos(silenceMillis);
        }

        /** Returns whether it was not over before. */
        boolean end() {
            boolean first = over.compareAndSet(false, true);
            @Nullable Watch open = watch;
            if (open != null) {
                open.close();
            }
            return first;
        }
    }

    private void listen() {
        @Nullable Following open = following;
        if (closed || open == null || !open.isSilent() || !open.end()) {
            return;
        }
        LOG.info("The watch of {} is silent and is begun anew where it was", kind);
        try {
            follow(open.version);
        } catch (RuntimeException e) {
            failed("watch", e);
        }
    }

    private void follow(String version) {
        Following next = new Following(version);
        following = next;
        try {
            next.watch = resource.watch(
                    options()
                            .withResourceVersion(version)
                            .withAllowWatchBookmarks(true)
                            .build(),
                    next);
        } catch (RuntimeException e) {
            next.end();
            throw e;
        }
        if (closed) {
            next.end();
        }
    }

    /** Whatever it is, nobody else would ever list again. */
    private void failed(String what, RuntimeException e) {
        if (!closed) {
            LOG.warn("The {} of {} failed, and all are listed: {}", what, kind, e.toString());
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
            follow(version);
        } catch (KubernetesClientException e) {
            if (mayBeUnknown && (e.getCode() == NOT_FOUND || e.getCode() == FORBIDDEN)) {
                unknown(e);
            } else {
                failed("list", e);
            }
        } catch (RuntimeException e) {
            failed("list", e);
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
