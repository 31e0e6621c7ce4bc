package io.plimsoll.cli;

import java.util.SplittableRandom;

/**
 * A Kubernetes cluster of real size as YAML: pools with taints and GPUs, in zones and racks; workloads of several priorities that spread, keep
 * apart, want to be near others or must have a pool; DaemonSets; disruption budgets for every other workload.
 */
final class GeneratedCluster {

    private static final String[] ZONES = {"a", "b", "c"};

    private final SplittableRandom random;

    GeneratedCluster(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Nodes: seven of ten general, two with much memory and a taint, one with GPUs and a taint. */
    String nodes(int count) {
        StringBuilder yaml = new StringBuilder();
        for (int node = 0; node < count; node++) {
            String pool = node % 10 < 7 ? "general" : node % 10 < 9 ? "memory" : "gpu";
            String taint = pool.equals("general")
                    ? ""
                    : "taints: [{key: pool, value: %s, effect: NoSchedule}]".formatted(pool);
            String room = switch (pool) {
                case "memory" -> "cpu: '15', memory: 120Gi, pods: '110'";
                case "gpu" -> "cpu: '31', memory: 240Gi, pods: '110', nvidia.com/gpu: '8'";
                default -> "cpu: '15', memory: 60Gi, pods: '110'";
            };
            yaml.append("""
                    ---
                    apiVersion: v1
                    kind: Node
                    metadata:
                      name: %1$s-%2$d
                      labels: {kubernetes.io/hostname: %1$s-%2$d, topology.kubernetes.io/zone: %3$s, example.com/rack: r%4$d, node-pool: %1$s}
                    spec: {%5$s}
                    status: {allocatable: {%6$s}}
                    """.formatted(pool, node, ZONES[node % ZONES.length], node / 20, taint, room));
        }
        return yaml.toString();
    }

    /** Workloads of so many pods together, or some more. */
    String workloads(int pods) {
        StringBuilder yaml = new StringBuilder("""
                ---
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: high}
                value: 1000
                ---
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: system}
                spec:
                  selector: {matchLabels: {app: agent}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec: {tolerations: [{operator: Exists}], containers: [{name: c, image: "agent:1", resources: {requests: {cpu: 100m, memory: 200Mi}}}]}
                """);
        int made = 0;
        for (int workload = 0; made < pods; workload++) {
            int replicas = 3 + random.nextInt(60);
            made += replicas;
            yaml.append(workload(workload, replicas));
        }
        return yaml.toString();
    }

    private String workload(int number, int replicas) {
        String name = "app-" + number;
        String rules = switch (number % 8) {
            case 0 -> spread(name, "topology.kubernetes.io/zone", 1, "DoNotSchedule");
            case 1 -> spread(name, "kubernetes.io/hostname", 2, "ScheduleAnyway");
            case 2 -> affinity("podAntiAffinity", "kubernetes.io/hostname", name);
            case 3 -> affinity("podAffinity", "topology.kubernetes.io/zone", "app-" + (number - 1));
            case 4 -> "nodeSelector: {node-pool: memory}, tolerations: [{key: pool, operator: Exists}],";
            case 5 -> spread(name, "example.com/rack", 3, "DoNotSchedule");
            default -> "";
        };
        boolean gpu = number % 8 == 6;
        String priority = number % 5 == 0 ? "priorityClassName: high," : "";
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: apps}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec: {%3$s %4$s containers: [{name: c, image: "i:1", resources: {requests: {cpu: %5$dm, memory: %6$dMi%7$s}%8$s}}]}
                """.formatted(
                                name,
                                gpu ? 1 + replicas / 10 : replicas,
                                gpu ? "tolerations: [{key: pool, operator: Exists}]," : rules,
                                priority,
                                100 * (1 + random.nextInt(16)),
                                256 * (1 + random.nextInt(20)),
                                gpu ? ", nvidia.com/gpu: 1" : "",
                                gpu ? ", limits: {nvidia.com/gpu: 1}" : "")
                + (number % 2 == 0 ? budget(name) : "");
    }

    private static String budget(String name) {
        return """
                ---
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: %1$s, namespace: apps}
                spec: {minAvailable: 90%%, selector: {matchLabels: {app: %1$s}}}
                """.formatted(name);
    }

    private static String spread(String name, String key, int skew, String unsatisfiable) {
        return "topologySpreadConstraints: [{maxSkew: %d, topologyKey: %s, whenUnsatisfiable: %s, labelSelector: {matchLabels: {app: %s}}}],"
                .formatted(skew, key, unsatisfiable, name);
    }

    private static String affinity(String kind, String key, String app) {
        return "affinity: {%s: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: %s, labelSelector: {matchLabels: {app: %s}}}]}},"
                .formatted(kind, key, app);
    }
}
