package io.plimsoll.simulator.fgd;

import io.plimsoll.traces.format.OpenbNode;
import io.plimsoll.traces.format.OpenbPod;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Writes a small folder of openb lists, so that the study can be tested without the published data. */
final class StudyFolder {

    private final Path folder;
    private final List<OpenbNode> nodes = Pods.randomNodes(new Random(1), 12);

    StudyFolder(Path folder) {
        this.folder = folder;
        StringBuilder text = new StringBuilder("sn,cpu_milli,memory_mib,gpu,model\n");
        for (OpenbNode node : nodes) {
            text.append("%s,%d,%d,%d,%s%n"
                    .formatted(node.name(), node.cpuMilli(), node.memoryMib(), node.gpus(), node.model()));
        }
        Tables.writeText(folder.resolve("openb_node_list_gpu_node.csv"), text.toString());
    }

    /** The nodes of the folder. */
    List<OpenbNode> nodes() {
        return nodes;
    }

    /** Adds a random workload of that name and returns its pods. */
    List<OpenbPod> addWorkload(String name) {
        List<OpenbPod> pods = Pods.randomPods(new Random(name.hashCode()), 60);
        addWorkload(name, pods);
        return pods;
    }

    /** Adds a workload. */
    void addWorkload(String name, List<OpenbPod> pods) {
        StringBuilder text = new StringBuilder("name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\n");
        for (OpenbPod pod : pods) {
            text.append("%s,%d,%d,%d,%d,%s%n"
                    .formatted(pod.name(), pod.cpuMilli(), pod.memoryMib(), pod.gpus(), pod.gpuMilli(), pod.gpuSpec()));
        }
        Tables.writeText(folder.resolve("openb_pod_list_" + name + ".csv"), text.toString());
    }

    /** Publishes these runs. */
    void publish(List<StudyRun> runs) {
        Tables.write(folder, "fgd_expected_%s.csv", runs);
    }

    /** The run of a workload by the reference. */
    StudyRun reference(String name, List<OpenbPod> pods, StudyPolicy policy, int seed) {
        StudyCurves curves = new ReferenceExperiment(nodes, pods, Experiment.INFLATION, policy, seed).curves();
        return new StudyRun(new StudyKey(name, policy, seed), curves, pods.size(), 0, 1);
    }
}
