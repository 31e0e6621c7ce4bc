package io.plimsoll.planner.headroom;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.InputProblem;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.cluster.WorkloadName;
import io.plimsoll.kubernetes.input.ObjectReader;
import io.plimsoll.kubernetes.model.PodConverter;
import io.plimsoll.kubernetes.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A template from a file with one pod, or one workload whose pods are meant. */
public final class PodFile {

    private PodFile() {}

    /**
     * The template of a file.
     *
     * @param share how many of its pods belong to a set
     * @throws InputException when the file cannot be used, or has no pods, or those of several workloads
     */
    public static Template read(Path file, int share) throws IOException, InputException {
        Problems problems = Problems.strict();
        ObjectReader reader = new ObjectReader(problems);
        reader.read(file);
        Map<WorkloadName, Pod> workloads = new LinkedHashMap<>();
        for (Pod pod : Workloads.expand(reader.finish()).pods()) {
            workloads.putIfAbsent(WorkloadName.of(pod), pod);
        }
        if (workloads.size() != 1) {
            problems.add(InputProblem.ofFile(
                    file.toString(),
                    "pods",
                    "be those of one workload, not of " + workloads.size(),
                    workloads.isEmpty()
                            ? "the workload has no replicas, or another file was meant."
                            : "one file for each template was meant."));
            problems.throwIfAny();
        }
        Map.Entry<WorkloadName, Pod> only = List.copyOf(workloads.entrySet()).get(0);
        Pod pod = only.getValue();
        String scheduler = pod.getSpec().getSchedulerName();
        return new Template(
                only.getKey().toString(),
                PodConverter.waiting(pod).withNodeName(null),
                scheduler == null ? "" : scheduler,
                share,
                0);
    }
}
