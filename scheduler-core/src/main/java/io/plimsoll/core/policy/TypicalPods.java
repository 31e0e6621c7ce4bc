package io.plimsoll.core.policy;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * The requests that make up most of a workload, each with its share: what fragmentation is measured against. Weng et al.,
 * "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent", USENIX ATC 2023,
 * section 4; the order of the list and the roundings are those of the authors' simulator.
 *
 * @param pods the typical requests, most frequent first; sums run in this order
 */
public record TypicalPods(List<TypicalPod> pods) {

    /** Nothing is typical: no node is fragmented. */
    public static final TypicalPods NONE = new TypicalPods(List.of());

    /** The share of a workload, in percent, that the typical pods of the study make up. */
    public static final int STUDY_THRESHOLD = 95;

    /** Copies its argument. */
    public TypicalPods {
        pods = List.copyOf(pods);
    }

    /**
     * One typical request.
     *
     * @param cpuMilli CPU in milli-cores
     * @param devices devices
     * @param share its share of the typical pods, 0..1
     */
    public record TypicalPod(long cpuMilli, DeviceRequest devices, double share) {}

    /**
     * A request and how often it occurs.
     *
     * @param cpuMilli CPU in milli-cores
     * @param devices devices
     * @param modelText the accepted models as the workload writes them; requests with different texts are different, and
     *     the text is the last key of the order
     * @param count number of pods
     */
    public record Request(long cpuMilli, DeviceRequest devices, String modelText, long count) {}

    private static final Comparator<Request> MOST_FREQUENT_FIRST = Comparator.comparingLong(Request::count)
            .thenComparingLong(Request::cpuMilli)
            .thenComparingInt(request -> request.devices().milliPerDevice())
            .thenComparingInt(request -> request.devices().count())
            .thenComparing(Request::modelText)
            .reversed();

    /**
     * The most frequent requests that together make up at least a threshold of all pods.
     *
     * @param requests distinct requests
     * @param threshold percent, 1..100
     */
    public static TypicalPods of(List<Request> requests, int threshold) {
        List<Request> sorted = new ArrayList<>(requests);
        sorted.sort(MOST_FREQUENT_FIRST);
        long total = 0;
        for (Request request : sorted) {
            total += request.count();
        }
        long taken = 0;
        List<Request> typical = new ArrayList<>();
        for (Request request : sorted) {
            if (taken >= threshold * (double) total / 100.0) {
                break;
            }
            typical.add(request);
            taken += request.count();
        }
        List<TypicalPod> pods = new ArrayList<>();
        for (Request request : typical) {
            double share = (double) request.count() / total;
            if (typical.size() < sorted.size()) {
                share /= (double) taken / total;
            }
            pods.add(new TypicalPod(request.cpuMilli(), request.devices(), share));
        }
        return new TypicalPods(pods);
    }

    /** The typical pods of a list of pods. */
    public static TypicalPods ofPods(Iterable<PodSpec> pods, int threshold) {
        return of(requests(pods), threshold);
    }

    /** What the pods of a list ask for: every distinct request once, in no particular order. */
    public static List<Request> requests(Iterable<PodSpec> pods) {
        Map<Ask, Long> counts = new HashMap<>();
        for (PodSpec pod : pods) {
            counts.merge(new Ask(pod.requests().cpuMilli(), pod.devices()), 1L, Long::sum);
        }
        return requests(counts);
    }

    /** As {@link #requests(Iterable)}, of pods of which there are so many each. */
    public static List<Request> counted(Map<PodSpec, Long> pods) {
        Map<Ask, Long> counts = new HashMap<>();
        pods.forEach((pod, count) -> counts.merge(new Ask(pod.requests().cpuMilli(), pod.devices()), count, Long::sum));
        return requests(counts);
    }

    /** What two pods must share to count as one request. */
    record Ask(long cpuMilli, DeviceRequest devices) {}

    static List<Request> requests(Map<Ask, Long> counts) {
        List<Request> requests = new ArrayList<>();
        counts.forEach((ask, count) -> requests.add(
                new Request(ask.cpuMilli(), ask.devices(), text(ask.devices().models()), count)));
        return requests;
    }

    private static String text(SortedSet<String> models) {
        return String.join("|", models);
    }
}
