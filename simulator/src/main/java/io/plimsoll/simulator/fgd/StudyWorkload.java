package io.plimsoll.simulator.fgd;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.TypicalPods;
import io.plimsoll.traces.format.OpenbPod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One workload of the study: its pods ordered by name, what they ask for, and how often. Immutable, so shared by
 * threads.
 */
final class StudyWorkload {

    private final String name;
    private final List<OpenbPod> byName;
    private final List<PodSpec> requests = new ArrayList<>();
    private final int[] request;
    private final List<TypicalPods.Request> counted;

    /** The distinct requests, of which there are few: memory counts here, in the typical pods it does not. */
    private record Request(long cpuMilli, long memoryMib, int gpus, int gpuMilli, String gpuSpec) {}

    /** A workload of this name and these pods, in any order. */
    StudyWorkload(String name, List<OpenbPod> pods) {
        this.name = name;
        byName = pods.stream().sorted(Comparator.comparing(OpenbPod::name)).toList();
        request = new int[pods.size()];
        Map<Request, Integer> numbers = new HashMap<>();
        for (int i = 0; i < request.length; i++) {
            OpenbPod pod = byName.get(i);
            Request asked = new Request(pod.cpuMilli(), pod.memoryMib(), pod.gpus(), pod.gpuMilli(), pod.gpuSpec());
            request[i] = numbers.computeIfAbsent(asked, key -> {
                requests.add(spec(pod));
                return requests.size() - 1;
            });
        }
        counted = counted(byName);
    }

    /** The name of its list, for example {@code cpu050}. */
    String name() {
        return name;
    }

    /** The pods, ascending by name. */
    List<OpenbPod> byName() {
        return byName;
    }

    /** Thousandths of GPUs that all pods ask for together, before inflation. */
    long demandMilli() {
        return byName.stream().mapToLong(OpenbPod::totalGpuMilli).sum();
    }

    /** The distinct requests; a pod that asks the same has the same number. */
    List<PodSpec> requests() {
        return requests;
    }

    /** The number in {@link #requests()} of what a pod asks for, by its position in {@link #byName()}. */
    int request(int pod) {
        return request[pod];
    }

    /**
     * How often each request occurs before inflation, told apart as the study does for its typical pods: by the text of the
     * models, and not by memory.
     */
    List<TypicalPods.Request> counted() {
        return counted;
    }

    /** MiB in bytes. */
    static long bytes(long mib) {
        return mib << 20;
    }

    private static PodSpec spec(OpenbPod pod) {
        return PodSpec.named(pod.name())
                .withRequests(Resources.request(pod.cpuMilli(), bytes(pod.memoryMib())))
                .withDevices(pod.devices());
    }

    private static List<TypicalPods.Request> counted(List<OpenbPod> pods) {
        Map<Request, Long> counts = new HashMap<>();
        Map<Request, DeviceRequest> devices = new HashMap<>();
        for (OpenbPod pod : pods) {
            Request asked = new Request(pod.cpuMilli(), 0, pod.gpus(), pod.gpuMilli(), pod.gpuSpec());
            counts.merge(asked, 1L, Long::sum);
            devices.computeIfAbsent(asked, key -> pod.devices());
        }
        List<TypicalPods.Request> requests = new ArrayList<>();
        devices.forEach((asked, device) -> requests.add(
                new TypicalPods.Request(asked.cpuMilli(), device, asked.gpuSpec(), counts.getOrDefault(asked, 0L))));
        return requests;
    }
}
