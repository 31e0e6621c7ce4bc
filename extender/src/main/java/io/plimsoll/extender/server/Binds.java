package io.plimsoll.extender.server;

import io.plimsoll.extender.live.Answers;
import io.plimsoll.extender.live.BindVerdict;
import io.plimsoll.extender.live.ClusterEvent;
import io.plimsoll.extender.watch.ClusterWatch;
import io.plimsoll.extender.watch.ClusterWatch.Bound;
import io.plimsoll.extender.watch.ClusterWatch.Found;
import io.plimsoll.extender.wire.AskedPod;
import io.plimsoll.extender.wire.BindRequest;
import io.plimsoll.extender.wire.MalformedRequestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Binds pods for kube-scheduler: looks again whether the pod fits, holds its space, and has the API server bind it, with the indexes
 * of its devices as an annotation in the same call. Asked again about a pod that it bound it says yes again, and calls that come
 * while it is being bound share the answer. When nobody knows whether the API server did it, the pod is read past all caches; while that
 * says nothing either, its space stays held. Of the event loop; the API server is spoken to on other threads.
 */
final class Binds {

    private static final String NOT_BOUND = "the API server did not bind the pod";

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(HttpFront.AHEAD_MILLIS);

    private static final long AGAIN_MILLIS = 5;

    private final Answers answers;
    private final ClusterWatch watch;
    private final Executor loop;
    private final Consumer<ClusterEvent> events;
    private final Map<String, UnderWay> underWay = new HashMap<>();
    private long done;

    private record UnderWay(BindRequest request, long begin, List<Consumer<String>> waiting) {}

    /** @param loop where answers of the API server are worked on */
    Binds(Answers answers, ClusterWatch watch, Executor loop, Consumer<ClusterEvent> events) {
        this.answers = answers;
        this.watch = watch;
        this.loop = loop;
        this.events = events;
    }

    /** How many pods were bound, or found to be. */
    long done() {
        return done;
    }

    /** Binds the pod of a request; the reply is given later, or at once. */
    void bind(byte[] body, int length, Consumer<byte[]> reply) throws MalformedRequestException, IOException {
        BindRequest request = BindRequest.of(body, length);
        @Nullable UnderWay same = underWay.get(request.uid());
        Consumer<String> answer = error -> reply.accept(BindRequest.reply(error));
        if (same == null) {
            UnderWay begun = new UnderWay(request, System.nanoTime(), new ArrayList<>(List.of(answer)));
            underWay.put(request.uid(), begun);
            try {
                check(begun, null);
            } catch (IOException | RuntimeException | Error e) {
                underWay.remove(request.uid());
                throw e;
            }
        } else if (same.request().node().equals(request.node())) {
            same.waiting().add(answer);
        } else {
            answer.accept("the pod is being bound to node " + same.request().node());
        }
    }

    private void check(UnderWay one, @Nullable AskedPod known) throws IOException {
        BindRequest request = one.request();
        boolean patient = System.nanoTime() - one.begin() < PATIENCE_NANOS;
        BindVerdict verdict = answers.checkBinding(request, known, patient);
        if (verdict instanceof BindVerdict.Bound) {
            succeed(one);
        } else if (verdict instanceof BindVerdict.Free free) {
            watch.bind(request, free.devices(), bound -> loop.execute(() -> bound(one, bound)));
        } else if (verdict instanceof BindVerdict.Refused refused) {
            end(one, refused.reason());
        } else if (verdict instanceof BindVerdict.Ahead) {
            CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS, loop)
                    .execute(() -> checkAgain(one, known));
        } else {
            read(one, found -> decide(one, found));
        }
    }

    private void checkAgain(UnderWay one, @Nullable AskedPod known) {
        try {
            check(one, known);
        } catch (IOException e) {
            end(one, "the journal cannot be written");
        } catch (RuntimeException | Error e) {
            end(one, "the binding could not be checked");
            throw e;
        }
    }

    private void read(UnderWay one, Consumer<Found> then) {
        BindRequest request = one.request();
        watch.read(request.uid(), request.namespace(), request.name(), found -> loop.execute(() -> then.accept(found)));
    }

    private void decide(UnderWay one, Found found) {
        if (found instanceof Found.Waiting waiting) {
            checkAgain(one, waiting.pod());
        } else {
            isThere(one, found);
        }
    }

    private void bound(UnderWay one, Bound bound) {
        if (bound == Bound.DONE) {
            succeed(one);
        } else {
            read(one, found -> {
                boolean never =
                        found instanceof Found.Gone || (found instanceof Found.Waiting && bound == Bound.REFUSED);
                if (never) {
                    answers.notBound(one.request().uid());
                }
                isThere(one, found);
            });
        }
    }

    private void isThere(UnderWay one, Found found) {
        if (found instanceof Found.OnNode onNode) {
            events.accept(onNode.event());
            if (onNode.node().equals(one.request().node())) {
                succeed(one);
            } else {
                end(one, "the pod is on node " + onNode.node());
            }
        } else {
            end(one, found instanceof Found.Gone ? "the pod is gone" : NOT_BOUND);
        }
    }

    private void succeed(UnderWay one) {
        done++;
        end(one, "");
    }

    private void end(UnderWay one, String error) {
        underWay.remove(one.request().uid());
        one.waiting().forEach(waiting -> waiting.accept(error));
    }
}
