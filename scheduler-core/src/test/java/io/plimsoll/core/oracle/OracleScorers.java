package io.plimsoll.core.oracle;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.oracle.OraclePolicy.OracleScorer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Formulas of scorers, each as its paper or project writes it. */
public final class OracleScorers {

    /** The largest score of formulas in percent. */
    public static final long PERCENT = 100;

    private OracleScorers() {}

    /** What is left of a resource, cut to the range. */
    public static OracleScorer left(String resource, long maximum) {
        return OraclePolicy.eachNode(
                maximum, (pod, place, world) -> Math.max(0, Math.min(maximum, place.free(resource))));
    }

    /** The mean of what would be left of all resources. */
    public static OracleScorer worstFitL1(OracleReference reference) {
        return OraclePolicy.eachNode(OracleReference.ONE, (pod, place, world) -> {
            Map<String, Long> left = reference.left(pod, place);
            return sum(left.values()) / left.size();
        });
    }

    /** The root of the mean square of what would be left of all resources. */
    public static OracleScorer worstFitL2(OracleReference reference) {
        return OraclePolicy.eachNode(OracleReference.ONE, (pod, place, world) -> {
            Map<String, Long> left = reference.left(pod, place);
            BigInteger squares = BigInteger.ZERO;
            for (long part : left.values()) {
                squares = squares.add(BigInteger.valueOf(part).pow(2));
            }
            return squares.divide(BigInteger.valueOf(left.size())).sqrt().longValueExact();
        });
    }

    /** What would be left of the resource the pod asks most of. */
    public static OracleScorer worstFitDominant(OracleReference reference) {
        return OraclePolicy.eachNode(OracleReference.ONE, (pod, place, world) -> {
            String dominant = "";
            long most = -1;
            for (Map.Entry<String, Long> asked : reference.requested(pod).entrySet()) {
                if (asked.getValue() > most) {
                    most = asked.getValue();
                    dominant = asked.getKey();
                }
            }
            return reference.left(pod, place).getOrDefault(dominant, 0L);
        });
    }

    /** The other way round: what scored most scores least. */
    public static OracleScorer reversed(OracleScorer scorer) {
        return new OracleScorer() {
            @Override
            public long maximum() {
                return scorer.maximum();
            }

            @Override
            public long[] scores(PodSpec pod, List<Place> feasible, World world) {
                return LongStream.of(scorer.scores(pod, feasible, world))
                        .map(score -> scorer.maximum() - score)
                        .toArray();
            }
        };
    }

    /** Request times free, summed over all resources of the reference. */
    public static OracleScorer dotProduct(OracleReference reference) {
        return OraclePolicy.eachNode(OracleReference.ONE, (pod, place, world) -> {
            Map<String, Long> free = reference.free(place);
            Map<String, Long> requested = reference.requested(pod);
            long sum = 0;
            for (Map.Entry<String, Long> asked : requested.entrySet()) {
                sum += asked.getValue() * free.getOrDefault(asked.getKey(), 0L);
            }
            return sum / requested.size() / OracleReference.ONE;
        });
    }

    /** Request times free, each as a part of the node's own capacity, over what is asked for. */
    public static OracleScorer tetris() {
        return OraclePolicy.eachNode(OracleReference.ONE, (pod, place, world) -> {
            Map<String, Long> requests = OracleReference.requests(pod);
            requests.values().removeIf(amount -> amount == 0);
            long sum = 0;
            for (Map.Entry<String, Long> asked : requests.entrySet()) {
                long offered = OracleReference.offered(place, asked.getKey());
                long free = OracleReference.part(OracleReference.freeAmount(place, asked.getKey()), offered);
                sum += OracleReference.part(asked.getValue(), offered) * free / OracleReference.ONE;
            }
            return requests.isEmpty() ? 0 : sum / requests.size();
        });
    }

    /** The mean percentage of CPU, memory and devices that would be in use. */
    public static OracleScorer mostAllocated() {
        return OraclePolicy.eachNode(
                PERCENT,
                (pod, place, world) ->
                        meanPercent(pod, place, (long[] freeOffered) -> freeOffered[1] - freeOffered[0]));
    }

    /** The mean percentage of CPU, memory and devices that would be free. */
    public static OracleScorer leastAllocated() {
        return OraclePolicy.eachNode(
                PERCENT, (pod, place, world) -> meanPercent(pod, place, (long[] freeOffered) -> freeOffered[0]));
    }

    private static long meanPercent(PodSpec pod, Place place, ToLongFunction<long[]> amount) {
        Map<String, Long> requests = OracleReference.requests(pod);
        List<Long> percentages = new ArrayList<>();
        for (String resource : List.of("cpu", "memory", "devices")) {
            long request = requests.getOrDefault(resource, 0L);
            long offered = OracleReference.offered(place, resource);
            boolean counts = !resource.equals("devices") || request > 0;
            if (counts && offered > 0) {
                long left = OracleReference.freeAmount(place, resource) - request;
                long counted = amount.applyAsLong(new long[] {left, offered});
                percentages.add(Math.max(0, Math.min(counted, offered)) * PERCENT / offered);
            }
        }
        return percentages.isEmpty() ? 0 : sum(percentages) / percentages.size();
    }

    /** {@code trunc(100 (1 - ((C-c)/128000 / 2 + (G-g)/8000 / 2)))} in binary64. */
    public static OracleScorer studyBestFit() {
        return OraclePolicy.eachNode(PERCENT, (pod, place, world) -> {
            double cpu = (place.free("cpu") - pod.requests().cpuMilli()) / 128_000.0;
            double devices = (place.devicesFree() - pod.devices().totalMilli()) / 8_000.0;
            return withinPercent((long) ((1 - (cpu * 0.5 + devices * 0.5)) * 100));
        });
    }

    /** {@code trunc(100 (1 - (C/128000 c/128000 + G/8000 g/8000) / 2))} in binary64. */
    public static OracleScorer studyDotProduct() {
        return OraclePolicy.eachNode(PERCENT, (pod, place, world) -> {
            double cpu = place.free("cpu") / 128_000.0 * (pod.requests().cpuMilli() / 128_000.0);
            double devices = place.devicesFree() / 8_000.0 * (pod.devices().totalMilli() / 8_000.0);
            return withinPercent((long) (100 * (1 - (cpu + devices) / 2)));
        });
    }

    /** Points for company of the own kind, and a few for use. */
    public static OracleScorer gpuClustering() {
        return OraclePolicy.eachNode(PERCENT, (pod, place, world) -> {
            if (pod.devices().count() == 0) {
                return 0;
            }
            long use = Math.max(0, Math.min(25, 25 * (8_000 - place.devicesFree()) / 8_000));
            Set<String> kinds = new HashSet<>();
            place.pods.forEach(other -> kinds.add(kind(other.devices())));
            kinds.remove("none");
            if (kinds.isEmpty()) {
                return use + 25;
            }
            if (!kinds.contains(kind(pod.devices()))) {
                return use;
            }
            return use + (kinds.size() == 1 ? 75 : 50);
        });
    }

    private static String kind(DeviceRequest request) {
        if (request.count() == 0) {
            return "none";
        }
        return request.isShare() ? "share" : request.count() + "-gpu";
    }

    /** Used devices before free ones of used nodes before empty nodes. */
    public static OracleScorer gpuPacking() {
        return OraclePolicy.eachNode(PERCENT, (pod, place, world) -> {
            if (pod.devices().count() == 0) {
                return 0;
            }
            int devices = place.deviceFree.length;
            int unused = 0;
            for (int i = 0; i < devices; i++) {
                unused += place.unused(i) ? 1 : 0;
            }
            if (unused == devices) {
                return Math.max(33 - unused, unused);
            }
            String model = OracleDevices.modelsThatServe(pod.devices(), place).get(0);
            List<Integer> tightestFirst = OracleDevices.serving(pod.devices(), place);
            if (pod.devices().count() > 1) {
                tightestFirst.removeIf(device -> !place.model(device).equals(model));
            }
            tightestFirst.sort(Comparator.comparing(device -> place.deviceFree[device]));
            int unusedTaken = 0;
            int hundredths = 0;
            for (int device : tightestFirst.subList(0, pod.devices().count())) {
                unusedTaken += place.unused(device) ? 1 : 0;
                hundredths += place.deviceFree[device] * 100 / 1000;
            }
            return unusedTaken > 0 ? Math.max(50 - unusedTaken, 33) : Math.max(100 - hundredths / 10, 50);
        });
    }

    private static long withinPercent(long score) {
        return Math.max(0, Math.min(PERCENT, score));
    }

    private static long sum(Iterable<Long> amounts) {
        long sum = 0;
        for (long amount : amounts) {
            sum += amount;
        }
        return sum;
    }

    /** The sum of the satisfied preferences, in percent of the largest sum of a feasible node. */
    public static OracleScorer preferredLabels() {
        return new OracleScorer() {
            @Override
            public long maximum() {
                return PERCENT;
            }

            @Override
            public long[] scores(PodSpec pod, List<Place> feasible, World world) {
                long[] sums = new long[feasible.size()];
                long most = 0;
                for (int i = 0; i < sums.length; i++) {
                    for (PreferredLabels preference : pod.preferred()) {
                        boolean satisfied = preference
                                .selector()
                                .matches(feasible.get(i).spec.labels());
                        sums[i] += satisfied ? preference.weight() : 0;
                    }
                    most = Math.max(most, sums[i]);
                }
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = most == 0 ? 0 : PERCENT * sums[i] / most;
                }
                return sums;
            }
        };
    }

    /** Fewer pods of namespace {@code default} in the domain are better, between the extremes over feasible nodes. */
    public static OracleScorer emptierDomain(String label) {
        return new OracleScorer() {
            @Override
            public long maximum() {
                return PERCENT;
            }

            @Override
            public long[] scores(PodSpec pod, List<Place> feasible, World world) {
                Map<String, Long> pods = podsByDomain(label, world);
                long[] counts = feasible.stream()
                        .mapToLong(
                                place -> pods.getOrDefault(place.spec.labels().getOrDefault(label, ""), 0L))
                        .toArray();
                long least = LongStream.of(counts).min().orElse(0);
                long most = LongStream.of(counts).max().orElse(0);
                return LongStream.of(counts)
                        .map(count -> most == least ? 0 : PERCENT * (most - count) / (most - least))
                        .toArray();
            }
        };
    }

    private static Map<String, Long> podsByDomain(String label, World world) {
        Map<String, Long> byDomain = new HashMap<>();
        for (Place place : world.places()) {
            @Nullable String domain = place.spec.labels().get(label);
            if (domain != null) {
                long counted = place.pods.stream()
                        .filter(pod -> pod.namespace().equals("default"))
                        .count();
                byDomain.merge(domain, counted, Long::sum);
            }
        }
        return byDomain;
    }
}
