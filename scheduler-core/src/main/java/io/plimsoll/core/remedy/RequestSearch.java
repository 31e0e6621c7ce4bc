package io.plimsoll.core.remedy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * The smallest changes of numbers: a request that is lower, a skew that is higher. A lower number fits wherever a higher one
 * does, because no filter asks for it but the one that compares it with what is there; so the largest one is searched by halves.
 * O(log of the number) questions for each request.
 */
final class RequestSearch {

    private final Cluster cluster;
    private final PodSpec pod;
    private final Predicate<PodChange> helps;

    /** @param helps whether a change helps; what it asks for is the larger part of the cost */
    RequestSearch(Cluster cluster, PodSpec pod, Predicate<PodChange> helps) {
        this.cluster = cluster;
        this.pod = pod;
        this.helps = helps;
    }

    /** The changes that help, one per request or constraint at most. */
    List<PodChange> helpful() {
        List<PodChange> helpful = new ArrayList<>();
        PodClass podClass = cluster.decidedClass(pod);
        for (int dimension : podClass.requestedDimensions()) {
            // Each pod is one pod.
            if (dimension != Dimensions.PODS) {
                String resource = cluster.dimensions().name(dimension);
                long from = podClass.request(dimension);
                add(helpful, from, amount -> new PodChange.Requested(resource, from, amount));
            }
        }
        DeviceRequest devices = pod.devices();
        if (devices.count() > 1) {
            add(
                    helpful,
                    devices.count(),
                    count -> new PodChange.Devices(devices, DeviceRequest.whole((int) count, devices.models())));
        } else if (devices.count() == 1) {
            add(helpful, devices.milliPerDevice(), milli -> share(devices, (int) milli));
        }
        for (SpreadConstraint constraint : pod.spread()) {
            if (constraint.must()) {
                addSkew(helpful, constraint);
            }
        }
        return helpful;
    }

    private static PodChange share(DeviceRequest devices, int milli) {
        return new PodChange.Devices(
                devices, milli == 0 ? DeviceRequest.NONE : DeviceRequest.share(milli, devices.models()));
    }

    /** Adds the change to the largest number below one that helps, if one does. */
    private void add(List<PodChange> helpful, long below, LongFunction<PodChange> change) {
        long low = -1;
        long high = below;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (helps.test(change.apply(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if (low >= 0) {
            helpful.add(change.apply(low));
        }
    }

    /** The smallest skew that helps: doubled until it does, then by halves. */
    private void addSkew(List<PodChange> helpful, SpreadConstraint constraint) {
        long high = constraint.maxSkew();
        long most = Math.min(
                Integer.MAX_VALUE,
                (long) constraint.maxSkew() + cluster.totals().boundPods() + 1);
        if (!helps(constraint, most)) {
            return;
        }
        long low = high;
        for (high = Math.min(most, 2 * high); !helps(constraint, high); high = Math.min(most, 2 * high)) {
            low = high;
        }
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (helps(constraint, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        helpful.add(new PodChange.MoreSkew(constraint, (int) high));
    }

    private boolean helps(SpreadConstraint constraint, long skew) {
        return helps.test(new PodChange.MoreSkew(constraint, (int) skew));
    }
}
