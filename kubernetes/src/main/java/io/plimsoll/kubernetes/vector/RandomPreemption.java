package io.plimsoll.kubernetes.vector;

import static io.plimsoll.kubernetes.vector.RandomJson.list;
import static io.plimsoll.kubernetes.vector.RandomJson.named;
import static io.plimsoll.kubernetes.vector.RandomJson.object;
import static io.plimsoll.kubernetes.vector.RandomJson.part;
import static io.plimsoll.kubernetes.vector.RandomJson.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes of a random case one in which pods have to leave for others: priorities, times at which pods started, budgets, pods
 * that are being deleted, waiting pods that have a node in prospect.
 */
final class RandomPreemption {

    private static final int BUDGETS = 5;
    private static final int NOMINATED = 5;
    private static final long FIRST_START = 1_700_000_000L;

    private final RandomJson random;
    private final RandomPods pods;

    RandomPreemption(RandomJson random, RandomPods pods) {
        this.random = random;
        this.pods = pods;
    }

    /** Changes a case in place. */
    void bend(Map<String, Object> question, List<Map<String, Object>> bound, Map<String, Object> pod, int nodes) {
        question.put("preemption", true);
        boolean alike = random.chance(30);
        List<String> withoutStart = new ArrayList<>();
        for (int i = 0; i < bound.size(); i++) {
            Map<String, Object> one = bound.get(i);
            part(one, "spec").put("priority", alike ? 0 : priority());
            if (random.chance(60)) {
                lighten(one);
            }
            String node = text(part(one, "spec"), "nodeName");
            // Of two pods without a start kube-scheduler holds each for the one that started first.
            boolean starts = random.chance(90) || withoutStart.contains(node);
            if (starts) {
                part(one, "status").put("startTime", time(i));
            } else {
                withoutStart.add(node);
            }
            preempted(one);
        }
        part(pod, "spec").put("priority", random.pick(0, 100, 250, 350, 350, 350, 350, 350));
        if (random.chance(85)) {
            simplify(pod);
        }
        if (random.chance(5)) {
            part(pod, "spec").put("preemptionPolicy", random.pick("Never", "Never", "PreemptLowerPriority"));
        }
        if (random.chance(15)) {
            part(pod, "status").put("nominatedNodeName", "n" + random.below(nodes + 1));
        }
        List<Object> nominated = list(question, "nominated");
        for (int i = random.chance(50) ? 0 : random.below(NOMINATED); i > 0; i--) {
            Map<String, Object> one = random.chance(70) ? pods.modest() : pods.demanding();
            part(one, "metadata").remove("deletionTimestamp");
            part(one, "spec").put("priority", random.chance(30) ? 350 : priority());
            part(one, "status").put("nominatedNodeName", "n" + random.below(nodes + 1));
            nominated.add(one);
        }
        for (int i = random.below(BUDGETS + 1); i > 0; i--) {
            list(question, "objects").add(budget(i, bound));
        }
    }

    private int priority() {
        return random.pick(-100, 0, 0, 100, 200, 300, 350, 400);
    }

    /** Distinct times, so that no two pods are equally important. */
    private String time(int number) {
        long second = FIRST_START + 100L * random.below(50) + number;
        return Instant.ofEpochSecond(second).toString();
    }

    private void preempted(Map<String, Object> pod) {
        if (part(pod, "metadata").containsKey("deletionTimestamp") && random.chance(60)) {
            List<Object> conditions = list(part(pod, "status"), "conditions");
            if (random.chance(30)) {
                conditions.add(object("type", "Ready", "status", "False"));
            }
            conditions.add(object(
                    "type", "DisruptionTarget",
                    "status", random.chance(85) ? "True" : "False",
                    "reason", random.chance(80) ? "PreemptionByScheduler" : "EvictionByEvictionAPI"));
        }
    }

    /** A pod that asks for something that pods which leave could give it, and for nothing else. */
    private void simplify(Map<String, Object> pod) {
        Map<String, Object> spec = part(pod, "spec");
        spec.remove("nodeName");
        spec.remove("nodeSelector");
        part(spec, "affinity").remove("nodeAffinity");
        list(spec, "tolerations").add(object("operator", "Exists"));
        if (random.chance(80)) {
            part(spec, "affinity").remove("podAffinity");
        }
        if (random.chance(70)) {
            Map<String, Object> container = object("name", "big", "image", random.image());
            container.put(
                    "resources",
                    object("requests", object("cpu", (1 + random.below(16)) * 250 + "m", "memory", "512Mi")));
            spec.remove("resources");
            spec.put("containers", new ArrayList<>(List.of(container)));
        }
    }

    /** A pod of which several are on a node. */
    private void lighten(Map<String, Object> pod) {
        Map<String, Object> spec = part(pod, "spec");
        spec.remove("initContainers");
        spec.remove("overhead");
        spec.remove("resources");
        Map<String, Object> requests = object("cpu", (1 + random.below(12)) * 250 + "m", "memory", "256Mi");
        Map<String, Object> container = object("name", "c", "image", random.image());
        container.put("resources", object("requests", requests));
        spec.put("containers", new ArrayList<>(List.of(container)));
    }

    private Map<String, Object> budget(int number, List<Map<String, Object>> bound) {
        Map<String, Object> budget = named("policy/v1", "PodDisruptionBudget", "b" + number);
        part(budget, "metadata").put("namespace", random.chance(80) ? "default" : random.pick(RandomJson.NAMESPACES));
        Map<String, Object> spec = part(budget, "spec");
        spec.put("minAvailable", 1);
        if (random.chance(95)) {
            spec.put("selector", random.selector());
        }
        Map<String, Object> status = object("disruptionsAllowed", random.pick(0, 0, 1, 2), "currentHealthy", 1);
        status.put("desiredHealthy", 1);
        status.put("expectedPods", 1);
        for (Map<String, Object> pod : bound) {
            if (random.chance(10)) {
                part(status, "disruptedPods").put(text(part(pod, "metadata"), "name"), "2026-01-01T00:00:00Z");
            }
        }
        budget.put("status", status);
        return budget;
    }
}
