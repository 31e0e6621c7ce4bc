package io.plimsoll.traces.slice;

import io.plimsoll.traces.event.EventSource;
import io.plimsoll.traces.event.EventStream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a trace is wanted. Immutable; change it by the methods that begin with {@code with}.
 *
 * <p>The nodes of a part are those that are there at its beginning, described as they are then; a drain that is under way
 * goes on. Pods run as if each got its place when it arrived.
 *
 * @param fromMillis when it begins
 * @param toMillis when it is over: what happens then is not in it any more; {@link Long#MAX_VALUE} for the end of the trace
 * @param running what becomes of pods that run at its beginning
 * @param keepsTimes whether times stay as they are; otherwise 0 is the beginning of the part
 * @param mostPods after how many arrivals it ends
 * @param share how much of the pods it takes: each is taken or not by its name, above 0 and at most 1
 * @param seed other seeds take other pods
 */
public record Slice(
        long fromMillis, long toMillis, Running running, boolean keepsTimes, long mostPods, double share, long seed) {

    /** All of a trace. */
    public static final Slice ALL = new Slice(0, Long.MAX_VALUE, Running.REMAINING, false, Long.MAX_VALUE, 1, 0);

    /** What becomes of pods that arrived before the beginning and run at it: they arrive at it, or not. */
    public enum Running {
        /** They arrive at the beginning and run for as long as they still would. */
        REMAINING,
        /** They arrive at the beginning and run for their whole duration. */
        WHOLE,
        /** They are left out. */
        DROP
    }

    /** @throws IllegalArgumentException when there can be nothing in it */
    public Slice {
        if (fromMillis < 0 || fromMillis >= toMillis) {
            throw new IllegalArgumentException(
                    "The end (%d ms) of a slice must be after its beginning (%d ms).%n".formatted(toMillis, fromMillis)
                            + "Maybe the two were exchanged.");
        }
        if (mostPods < 1 || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "The pods (%d) and the share (%s) of a slice must be above 0, and the share at most 1.%n"
                                    .formatted(mostPods, share)
                            + "Maybe a percentage was meant: 0.1 is a tenth.");
        }
    }

    /** What happens between two times. */
    public Slice withTimes(long otherFromMillis, long otherToMillis) {
        return new Slice(otherFromMillis, otherToMillis, running, keepsTimes, mostPods, share, seed);
    }

    /** Another fate of the pods that run at the beginning. */
    public Slice withRunning(Running other) {
        return new Slice(fromMillis, toMillis, other, keepsTimes, mostPods, share, seed);
    }

    /** Whether times stay as they are. */
    public Slice withKeepsTimes(boolean other) {
        return new Slice(fromMillis, toMillis, running, other, mostPods, share, seed);
    }

    /** The first pods alone. */
    public Slice withMostPods(long other) {
        return new Slice(fromMillis, toMillis, running, keepsTimes, other, share, seed);
    }

    /** A share of the pods. */
    public Slice withSample(double otherShare, long otherSeed) {
        return new Slice(fromMillis, toMillis, running, keepsTimes, mostPods, otherShare, otherSeed);
    }

    /**
     * The part of a trace, to be closed. Reads it up to the beginning of the part, twice if pods may run then, and then once
     * through; holds the nodes.
     *
     * @throws IllegalArgumentException when times are asked for and the trace has none
     */
    public EventStream of(EventSource source) {
        if (!source.header().hasTimes() && (fromMillis > 0 || toMillis < Long.MAX_VALUE)) {
            throw new IllegalArgumentException("The trace (%s) must have times to be cut at them.%n"
                            .formatted(source.header().name())
                    + "Maybe a number of pods or a share of them was meant.");
        }
        @Nullable EventStream before = fromMillis > 0 && running != Running.DROP ? source.stream() : null;
        return new SliceStream(this, source.stream(), before);
    }

    /** Whether the pod is in the sample: a hash of seed, namespace and name, taken as a number in [0, 1), is below the share. */
    boolean takes(String namespace, String name) {
        if (share == 1) {
            return true;
        }
        long hash = hash(name, hash("/", hash(namespace, mix(seed))));
        return (mix(hash) >>> 11) * 0x1p-53 < share;
    }

    /** FNV-1a. */
    private static long hash(String text, long before) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long bits) {
        long mixed = bits + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
