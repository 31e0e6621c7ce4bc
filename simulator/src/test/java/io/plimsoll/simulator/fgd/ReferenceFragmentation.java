package io.plimsoll.simulator.fgd;

import io.plimsoll.traces.format.OpenbPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fragmentation measure of the study, written for clarity: every typical pod tried on every GPU. */
final class ReferenceFragmentation {

    /** A kind of pod that is common in the workload, and the weight it has. */
    private record Typical(Kind kind, Set<String> models, double weight) {}

    /** What makes two pods of one kind; memory does not matter. */
    private record Kind(long cpuMilli, int gpuMilli, int gpus, String spec) {}

    /** What of a node's free GPU capacity no typical pod can use, and all that is free; thousandths. */
    record Measure(double amount, double idle) {}

    private final List<Typical> typical;

    /** Finds the most common kinds of pods that make up 95 % of the workload. */
    ReferenceFragmentation(List<OpenbPod> pods) {
        Map<Kind, Integer> counts = new HashMap<>();
        for (OpenbPod pod : pods) {
            counts.merge(new Kind(pod.cpuMilli(), pod.gpuMilli(), pod.gpus(), pod.gpuSpec()), 1, Integer::sum);
        }
        List<Kind> kinds = new ArrayList<>(counts.keySet());
        kinds.sort(Comparator.<Kind>comparingInt(kind -> counts.getOrDefault(kind, 0))
                .thenComparingLong(Kind::cpuMilli)
                .thenComparingInt(Kind::gpuMilli)
                .thenComparingInt(Kind::gpus)
                .thenComparing(Kind::spec)
                .reversed());
        double total = pods.size();
        double taken = 0;
        int most = 0;
        while (taken < 95 * total / 100.0) {
            taken += counts.getOrDefault(kinds.get(most), 0);
            most++;
        }
        double share = most == kinds.size() ? 1 : taken / total;
        typical = kinds.subList(0, most).stream()
                .map(kind -> new Typical(kind, models(kind.spec()), counts.getOrDefault(kind, 0) / total / share))
                .toList();
    }

    /** The models named by {@code A|B|C}; empty stands for any. */
    static Set<String> models(String spec) {
        return spec.isEmpty() ? Set.of() : new HashSet<>(List.of(spec.split("\\|")));
    }

    /** Number of typical pods. */
    int size() {
        return typical.size();
    }

    /** Measures a node of this GPU model with this much CPU free and these thousandths free on its GPUs. */
    Measure measure(String model, long freeCpu, int[] free) {
        double lackBoth = 0;
        double lackGpu = 0;
        double satisfied = 0;
        double lackCpu = 0;
        double cpuPodSatisfied = 0;
        double cpuPodLacksCpu = 0;
        double noAccess = 0;
        int total = 0;
        for (int gpu : free) {
            total += gpu;
        }
        for (Typical one : typical) {
            Kind pod = one.kind();
            boolean cpuFits = freeCpu >= pod.cpuMilli();
            int fitting = 0;
            int tooSmall = 0;
            for (int gpu : free) {
                fitting += gpu >= pod.gpuMilli() ? 1 : 0;
                tooSmall += gpu < pod.gpuMilli() ? gpu : 0;
            }
            boolean gpusFit = fitting >= pod.gpus();
            double p = one.weight();
            if (pod.gpuMilli() == 0 && cpuFits) {
                cpuPodSatisfied += p * total;
            } else if (pod.gpuMilli() == 0) {
                cpuPodLacksCpu += p * total;
            } else if (!one.models().isEmpty() && !one.models().contains(model)) {
                noAccess += p * total;
            } else if (gpusFit && cpuFits) {
                lackGpu += p * tooSmall;
                satisfied += p * (total - tooSmall);
            } else if (gpusFit) {
                lackCpu += p * total;
            } else if (cpuFits) {
                lackGpu += p * total;
            } else {
                lackBoth += p * total;
            }
        }
        double amount = lackBoth + lackGpu + lackCpu + cpuPodSatisfied + cpuPodLacksCpu + noAccess;
        double idle = lackBoth + lackGpu + satisfied + lackCpu + cpuPodSatisfied + cpuPodLacksCpu + noAccess;
        return new Measure(amount, idle);
    }
}
