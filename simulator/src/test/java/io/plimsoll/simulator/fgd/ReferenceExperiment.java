package io.plimsoll.simulator.fgd;

import io.plimsoll.traces.format.OpenbNode;
import io.plimsoll.traces.format.OpenbPod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * The study once more, written for clarity alone: plain objects, every node looked at for every pod, every score
 * computed anew. It shares with the real experiment only the order of arrivals and the recorder of the tables.
 */
final class ReferenceExperiment {

    private static final int WHOLE = 1000;

    /** A node with what is free on it. */
    private static final class Node {
        final OpenbNode shape;
        final int rank;
        final int[] free;
        final Set<Integer> classes = new HashSet<>();
        long freeCpu;
        long freeMemory;
        int pods;
        ReferenceFragmentation.Measure measure = new ReferenceFragmentation.Measure(0, 0);

        Node(OpenbNode shape, int rank) {
            this.shape = shape;
            this.rank = rank;
            free = new int[shape.gpus()];
            Arrays.fill(free, WHOLE);
            freeCpu = shape.cpuMilli();
            freeMemory = shape.memoryMib();
        }

        int freeGpu() {
            int sum = 0;
            for (int milli : free) {
                sum += milli;
            }
            return sum;
        }

        /** Whether so many GPUs have at least this much free. */
        boolean hasGpus(int count, int milli) {
            int found = 0;
            for (int gpu : free) {
                found += gpu >= milli ? 1 : 0;
            }
            return found >= count;
        }

        /** The GPUs with at least this much free. */
        List<Integer> gpusWith(int milli) {
            List<Integer> found = new ArrayList<>();
            for (int gpu = 0; gpu < free.length; gpu++) {
                if (free[gpu] >= milli) {
                    found.add(gpu);
                }
            }
            return found;
        }
    }

    /** A score and, where the GPU is found while scoring, that GPU; else -1. */
    private record Score(long value, int gpu) {}

    private final StudyPolicy policy;
    private final Random random;
    private final List<String> followed;
    private final ReferenceFragmentation fragmentation;
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> decisions = new ArrayList<>();
    private final StudyCurves curves;

    ReferenceExperiment(
            List<OpenbNode> cluster, List<OpenbPod> workload, double inflation, StudyPolicy policy, int seed) {
        this(cluster, workload, inflation, policy, seed, List.of());
    }

    /** With decisions of somebody else that Random follows, as long as they are feasible; empty for draws of its own. */
    ReferenceExperiment(
            List<OpenbNode> cluster,
            List<OpenbPod> workload,
            double inflation,
            StudyPolicy policy,
            int seed,
            List<String> followed) {
        this.policy = policy;
        this.followed = followed;
        random = new Random(seed);
        fragmentation = new ReferenceFragmentation(workload);
        List<OpenbPod> pods = new ArrayList<>(workload);
        pods.sort(Comparator.comparing(OpenbPod::name));
        List<OpenbNode> shapes = new ArrayList<>(cluster);
        shapes.sort(Comparator.comparing(OpenbNode::name));
        int gpus = shapes.stream().mapToInt(OpenbNode::gpus).sum();
        StudyOrder order = StudyOrder.draw(pods, (long) gpus * WHOLE, inflation, shapes.size(), seed);
        for (int i = 0; i < shapes.size(); i++) {
            nodes.add(new Node(shapes.get(i), order.rank(i)));
        }
        nodes.sort(Comparator.comparingInt(node -> node.rank));
        curves = run(pods, order, gpus);
    }

    /** The rows of the three tables. */
    StudyCurves curves() {
        return curves;
    }

    /** One line per arrival: the node and its GPUs, or {@code failed}. */
    List<String> decisions() {
        return decisions;
    }

    private StudyCurves run(List<OpenbPod> pods, StudyOrder order, int gpus) {
        CurveRecorder recorder = new CurveRecorder(gpus);
        nodes.forEach(node -> node.measure = measure(node, node.freeCpu, node.free));
        long arrived = 0;
        long used = 0;
        for (int arrival = 0; arrival < order.arrivals(); arrival++) {
            OpenbPod pod = pods.get(order.pod(arrival));
            Set<String> models = ReferenceFragmentation.models(pod.gpuSpec());
            arrived += pod.totalGpuMilli();
            List<Node> feasible = new ArrayList<>();
            for (Node node : nodes) {
                if (fits(node, pod, models)) {
                    feasible.add(node);
                }
            }
            if (feasible.isEmpty()) {
                decisions.add("failed");
            } else {
                Node node = choose(feasible, pod);
                place(node, pod);
                used += pod.totalGpuMilli();
                node.measure = measure(node, node.freeCpu, node.free);
            }
            double fragmented = 0;
            double idle = 0;
            for (Node node : nodes) {
                fragmented += node.measure.amount();
                idle += node.measure.idle();
            }
            recorder.record(arrived, used, fragmented, idle);
        }
        return recorder.curves();
    }

    private static boolean fits(Node node, OpenbPod pod, Set<String> models) {
        if (node.freeCpu < pod.cpuMilli() || node.freeMemory < pod.memoryMib() || node.pods >= 1001) {
            return false;
        }
        if (pod.gpus() == 0) {
            return true;
        }
        boolean accepted = models.isEmpty() || models.contains(node.shape.model());
        return accepted && node.hasGpus(pod.gpus(), pod.gpuMilli());
    }

    private Node choose(List<Node> feasible, OpenbPod pod) {
        if (policy == StudyPolicy.RANDOM) {
            return oneOf(feasible, node -> node.shape.name() + " ");
        }
        Node best = feasible.get(0);
        long bestScore = Long.MIN_VALUE;
        for (Node node : feasible) {
            long score = score(node, pod).value();
            if (score > bestScore) {
                best = node;
                bestScore = score;
            }
        }
        return best;
    }

    private void place(Node node, OpenbPod pod) {
        List<Integer> chosen = isShare(pod)
                ? List.of(gpuForShare(node, pod))
                : node.gpusWith(WHOLE).subList(0, pod.gpus());
        decisions.add(node.shape.name() + " " + chosen);
        for (int gpu : chosen) {
            node.free[gpu] -= pod.gpuMilli();
        }
        node.freeCpu -= pod.cpuMilli();
        node.freeMemory -= pod.memoryMib();
        node.pods++;
        if (pod.gpus() > 0) {
            node.classes.add(podClass(pod));
        }
    }

    private int gpuForShare(Node node, OpenbPod pod) {
        List<Integer> fitting = node.gpusWith(pod.gpuMilli());
        return switch (policy) {
            case RANDOM -> oneOf(fitting, gpu -> node.shape.name() + " [" + gpu + "]");
            case FGD -> score(node, pod).gpu();
            default ->
                fitting.stream()
                        .min(Comparator.comparingInt(gpu -> node.free[gpu]))
                        .orElseThrow();
        };
    }

    /** Any of them or, where decisions are followed, the one with which the next decision starts. */
    private <T> T oneOf(List<T> choices, Function<T, String> name) {
        if (followed.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        String decision = followed.get(decisions.size());
        return choices.stream()
                .filter(choice -> decision.startsWith(name.apply(choice)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(decision + " is not feasible"));
    }

    private static boolean isShare(OpenbPod pod) {
        return pod.gpus() == 1 && pod.gpuMilli() < WHOLE;
    }

    /** 0 for a share, else the number of whole GPUs. */
    private static int podClass(OpenbPod pod) {
        return isShare(pod) ? 0 : pod.gpus();
    }

    private Score score(Node node, OpenbPod pod) {
        return switch (policy) {
            case RANDOM -> new Score(0, -1);
            case DOT_PROD -> new Score(dotProduct(node, pod), -1);
            case GPU_CLUSTERING -> new Score(clustering(node, pod), -1);
            case GPU_PACKING -> new Score(packing(node, pod), -1);
            case BEST_FIT -> new Score(bestFit(node, pod), -1);
            case FGD -> gradient(node, pod);
        };
    }

    private static long dotProduct(Node node, OpenbPod pod) {
        double cpu = (node.freeCpu / 128000.0) * (pod.cpuMilli() / 128000.0);
        double gpu = (node.freeGpu() / 8000.0) * (pod.totalGpuMilli() / 8000.0);
        return (long) (100 * (1 - (cpu + gpu) / 2));
    }

    private static long clustering(Node node, OpenbPod pod) {
        if (pod.gpus() == 0) {
            return 0;
        }
        long packed = (long) (25.0 * (8000 - node.freeGpu()) / 8000);
        if (node.classes.isEmpty()) {
            return packed + 25;
        }
        if (!node.classes.contains(podClass(pod))) {
            return packed;
        }
        return packed + (node.classes.size() == 1 ? 75 : 50);
    }

    private static long packing(Node node, OpenbPod pod) {
        if (pod.gpus() == 0) {
            return 0;
        }
        int whole = node.gpusWith(WHOLE).size();
        if (whole == node.free.length) {
            return Math.max(33 - whole, whole);
        }
        int[] taken = Arrays.stream(node.free)
                .filter(free -> free >= pod.gpuMilli())
                .sorted()
                .limit(pod.gpus())
                .toArray();
        int wholeTaken =
                (int) Arrays.stream(taken).filter(free -> free == WHOLE).count();
        if (wholeTaken > 0) {
            return Math.max(50 - wholeTaken, 33);
        }
        return Math.max(
                100 - Arrays.stream(taken).map(free -> free * 100 / WHOLE).sum() / 10, 50);
    }

    private static long bestFit(Node node, OpenbPod pod) {
        double cpu = (node.freeCpu - pod.cpuMilli()) / 128000.0 * 0.5;
        double gpu = (node.freeGpu() - pod.totalGpuMilli()) / 8000.0 * 0.5;
        return (long) ((1 - (cpu + gpu)) * 100);
    }

    private Score gradient(Node node, OpenbPod pod) {
        double before = node.measure.amount();
        Score best = new Score(-1, -1);
        List<List<Integer>> choices = new ArrayList<>();
        if (isShare(pod)) {
            node.gpusWith(pod.gpuMilli()).forEach(gpu -> choices.add(List.of(gpu)));
        } else {
            choices.add(node.gpusWith(WHOLE).subList(0, pod.gpus()));
        }
        for (List<Integer> choice : choices) {
            int[] free = node.free.clone();
            choice.forEach(gpu -> free[gpu] -= pod.gpuMilli());
            double after = measure(node, node.freeCpu - pod.cpuMilli(), free).amount();
            long value = (long) (100 * (1 / (1 + StrictMath.exp(-((before - after) / 1000)))));
            if (value > best.value()) {
                best = new Score(value, isShare(pod) ? choice.get(0) : -1);
            }
        }
        return best;
    }

    private ReferenceFragmentation.Measure measure(Node node, long freeCpu, int[] free) {
        return fragmentation.measure(node.shape.model(), freeCpu, free);
    }
}
