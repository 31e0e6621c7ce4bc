package io.plimsoll.core.oracle;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fragmentation and the policy that descends along its gradient, from the text of Weng et al., USENIX ATC 2023: every
 * hypothetical placement is played through, every sum is made again.
 */
public final class OracleFragmentation {

    /** A kind of request and how many pods ask so. */
    public record Kind(long cpuMilli, DeviceRequest devices, String modelText) {}

    private record Typical(Kind kind, double share) {}

    private final List<Typical> typical;

    private OracleFragmentation(List<Typical> typical) {
        this.typical = typical;
    }

    /** Against the most frequent kinds that make up {@code percent} of all. */
    public static OracleFragmentation of(Map<Kind, Long> counts, int percent) {
        List<Map.Entry<Kind, Long>> sorted = new ArrayList<>(counts.entrySet());
        Comparator<Map.Entry<Kind, Long>> ascending = Comparator.comparing(Map.Entry::getValue);
        ascending = ascending
                .thenComparing(entry -> entry.getKey().cpuMilli())
                .thenComparing(entry -> entry.getKey().devices().milliPerDevice())
                .thenComparing(entry -> entry.getKey().devices().count())
                .thenComparing(entry -> entry.getKey().modelText());
        sorted.sort(ascending.reversed());
        double total = counts.values().stream().mapToLong(Long::longValue).sum();
        List<Map.Entry<Kind, Long>> taken = new ArrayList<>();
        long cumulative = 0;
        for (Map.Entry<Kind, Long> entry : sorted) {
            if (cumulative < percent * total / 100.0) {
                taken.add(entry);
                cumulative += entry.getValue();
            }
        }
        List<Typical> typical = new ArrayList<>();
        for (Map.Entry<Kind, Long> entry : taken) {
            double share = entry.getValue() / total;
            typical.add(
                    new Typical(entry.getKey(), taken.size() == sorted.size() ? share : share / (cumulative / total)));
        }
        return new OracleFragmentation(typical);
    }

    /**
     * Against what had arrived when it was last worth looking: whenever a tenth more pods, and at least 100, have come.
     */
    private static OracleFragmentation learned(World world, int percent) {
        List<PodSpec> arrivals = world.arrivals();
        int known = 0;
        int next = 100;
        while (next <= arrivals.size()) {
            known = next;
            next = known + Math.max(100, known / 10);
        }
        Map<Kind, Long> counts = new LinkedHashMap<>();
        for (PodSpec pod : arrivals.subList(0, known)) {
            String models = String.join("|", pod.devices().models());
            counts.merge(new Kind(pod.requests().cpuMilli(), pod.devices(), models), 1L, Long::sum);
        }
        return of(counts, percent);
    }

    /** The policy against the kinds known from the start. */
    public OraclePolicy.OracleScorer scorer() {
        return OraclePolicy.eachNode(OracleScorers.PERCENT, (pod, place, world) -> score(pod, place));
    }

    /** The device choice against the kinds known from the start. */
    public OracleDevices devices() {
        return (pod, place, draw, world) -> devices(pod, place);
    }

    /** The policy against what has arrived so far. */
    public static OraclePolicy.OracleScorer learningScorer(int percent) {
        return new OraclePolicy.OracleScorer() {
            @Override
            public long maximum() {
                return OracleScorers.PERCENT;
            }

            @Override
            public long[] scores(PodSpec pod, List<Place> feasible, World world) {
                return learned(world, percent).scorer().scores(pod, feasible, world);
            }
        };
    }

    /** The device choice against what has arrived so far. */
    public static OracleDevices learningDevices(int percent) {
        return (pod, place, draw, world) -> learned(world, percent).devices(pod, place);
    }

    private long score(PodSpec pod, Place place) {
        if (pod.devices().isShare()) {
            long best = -1;
            for (int device : OracleDevices.serving(pod.devices(), place)) {
                best = Math.max(best, scoreWith(pod, place, 1L << device));
            }
            return best;
        }
        return scoreWith(pod, place, pod.devices().count() == 0 ? 0 : OracleDevices.wholes(pod.devices(), place));
    }

    private long devices(PodSpec pod, Place place) {
        if (!pod.devices().isShare()) {
            return OracleDevices.wholes(pod.devices(), place);
        }
        long best = 0;
        for (int device : OracleDevices.serving(pod.devices(), place)) {
            if (best == 0 || scoreWith(pod, place, 1L << device) > scoreWith(pod, place, best)) {
                best = 1L << device;
            }
        }
        return best;
    }

    private long scoreWith(PodSpec pod, Place place, long devices) {
        double before = amount(place, free(place, 0, 0), place.free("cpu"));
        int[] left = free(place, devices, pod.devices().milliPerDevice());
        double after = amount(place, left, place.free("cpu") - pod.requests().cpuMilli());
        double x = (before - after) / 1000;
        return (long) (100 * (1 / (1 + StrictMath.exp(-x))));
    }

    /** What is left of the devices after a placement; an overcommitted one has nothing left. */
    private static int[] free(Place place, long devices, int milli) {
        int[] free = new int[place.deviceFree.length];
        for (int i = 0; i < free.length; i++) {
            free[i] = Math.max(0, place.deviceFree[i]) - ((devices >>> i & 1) == 1 ? milli : 0);
        }
        return free;
    }

    /** The fragmentation amount of a node in thousandths of devices. */
    private double amount(Place place, int[] free, long cpu) {
        double idle = 0;
        for (int milli : free) {
            idle += milli;
        }
        double lackBoth = 0;
        double lackDevices = 0;
        double lackCpu = 0;
        double cpuPodServed = 0;
        double cpuPodLacks = 0;
        double noAccess = 0;
        for (Typical one : typical) {
            DeviceRequest wanted = one.kind().devices();
            boolean cpuFits = cpu >= one.kind().cpuMilli();
            @Nullable Fit fit = wanted.count() == 0 ? null : fit(wanted, place, free);
            if (fit == null && cpuFits) {
                cpuPodServed += one.share() * idle;
            } else if (fit == null) {
                cpuPodLacks += one.share() * idle;
            } else if (!fit.access()) {
                noAccess += one.share() * idle;
            } else if (fit.fits() && cpuFits) {
                lackDevices += one.share() * fit.useless();
            } else if (fit.fits()) {
                lackCpu += one.share() * idle;
            } else if (cpuFits) {
                lackDevices += one.share() * idle;
            } else {
                lackBoth += one.share() * idle;
            }
        }
        return lackBoth + lackDevices + lackCpu + cpuPodServed + cpuPodLacks + noAccess;
    }

    /** What a node's devices are to a request: whether one is of an accepted model, whether they do, what is useless. */
    private record Fit(boolean access, boolean fits, int useless) {}

    private static Fit fit(DeviceRequest wanted, Place place, int[] free) {
        boolean access = false;
        int useless = 0;
        Map<String, Integer> serving = new LinkedHashMap<>();
        for (int i = 0; i < free.length; i++) {
            boolean accepted = wanted.models().isEmpty() || wanted.models().contains(place.model(i));
            access |= accepted;
            if (accepted && free[i] >= wanted.milliPerDevice()) {
                serving.merge(place.model(i), 1, Integer::sum);
            } else {
                useless += free[i];
            }
        }
        return new Fit(access, serving.values().stream().anyMatch(count -> count >= wanted.count()), useless);
    }
}
