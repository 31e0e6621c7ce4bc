package io.plimsoll.simulator.fgd;

import io.plimsoll.traces.format.OpenbNode;
import io.plimsoll.traces.format.OpenbPod;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small clusters and workloads in the form of the study's lists. */
final class Pods {

    private static final String[] MODELS = {"T4", "P100", "V100M16", "G2"};
    private static final String[] SPECS = {"", "", "", "T4", "P100|V100M16", "V100M16|P100", "G2", "A10"};
    private static final int[] CPU = {500, 1000, 2000, 4000, 8000, 12000, 24000};
    private static final int[] SHARES = {100, 250, 330, 500, 670, 810};

    private Pods() {}

    static OpenbPod pod(String name, long cpuMilli, long memoryMib, int gpus, int gpuMilli, String gpuSpec) {
        return new OpenbPod(
                name,
                cpuMilli,
                memoryMib,
                gpus,
                gpuMilli,
                gpuSpec,
                "",
                "",
                OpenbPod.NO_TIME,
                OpenbPod.NO_TIME,
                OpenbPod.NO_TIME);
    }

    /** Nodes of 1..8 GPUs of four models. */
    static List<OpenbNode> randomNodes(Random random, int count) {
        List<OpenbNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int gpus = 1 << random.nextInt(4);
            nodes.add(new OpenbNode(
                    "node-%04d".formatted(i),
                    8000L * (1 + random.nextInt(16)),
                    16384L * (1 + random.nextInt(16)),
                    gpus,
                    MODELS[random.nextInt(MODELS.length)]));
        }
        return nodes;
    }

    /** CPU pods, shares, and pods of 1, 2, 4 and 8 whole GPUs; some accept certain models only. */
    static List<OpenbPod> randomPods(Random random, int count) {
        List<OpenbPod> pods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(10);
            int gpus = kind == 0 ? 0 : kind < 8 ? 1 : 1 << random.nextInt(4);
            int milli = kind == 0 ? 0 : kind < 5 ? SHARES[random.nextInt(SHARES.length)] : 1000;
            String spec = gpus == 0 ? "" : SPECS[random.nextInt(SPECS.length)];
            pods.add(pod(
                    "pod-%05d".formatted(i),
                    CPU[random.nextInt(CPU.length)],
                    1024L << random.nextInt(5),
                    gpus,
                    milli,
                    spec));
        }
        return pods;
    }
}
