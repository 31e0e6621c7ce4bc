package io.plimsoll.kubernetes.vector;

import static io.plimsoll.kubernetes.vector.RandomJson.list;
import static io.plimsoll.kubernetes.vector.RandomJson.object;
import static io.plimsoll.kubernetes.vector.RandomJson.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random pods that wait, each with something that happens. The same seed and number give the same pair. */
final class RandomEvents {

    /** Keeps the draws of events apart from those of cases. */
    private static final long EVENTS = 1L << 41;

    private final long seed;
    private final RandomCases cases;

    RandomEvents(long seed) {
        this.seed = seed;
        this.cases = new RandomCases(seed);
    }

    /** The pair with a number: a pod and an event. */
    Map<String, Object> get(int number) {
        Map<String, Object> question = cases.get(number);
        RandomJson random = new RandomJson(seed * 1_000_003L + number + EVENTS);
        Map<String, Object> pod = part(question, "pod");
        part(pod, "spec").remove("nodeName");
        List<Object> pods = list(question, "pods");
        Map<String, Object> event;
        if (random.chance(50)) {
            event = ofNode(random, random.pick(list(question, "nodes")));
        } else if (random.chance(20)) {
            Map<String, Object> before = copy(pod);
            changePod(random, pod);
            event = object("kind", "PodChanged", "old", before, "new", pod);
        } else {
            event = ofPod(random, pods.isEmpty() ? boundLike(pod) : random.pick(pods), pod);
        }
        Map<String, Object> pair = object("name", "event-" + seed + "-" + number, "pod", pod, "event", event);
        pair.put("nodes", new ArrayList<>());
        pair.put("pods", new ArrayList<>());
        return pair;
    }

    private static Map<String, Object> ofNode(RandomJson random, Object picked) {
        Map<String, Object> node = copy(picked);
        if (random.chance(35)) {
            return object("kind", "NodeAdded", "new", node);
        }
        if (random.chance(15)) {
            return object("kind", "NodeGone", "old", node);
        }
        Map<String, Object> after = copy(node);
        Map<String, Object> other = RandomCases.node(random, "other");
        if (random.chance(40)) {
            part(after, "metadata").put("labels", part(part(other, "metadata"), "labels"));
        }
        if (random.chance(40)) {
            after.put("status", part(other, "status"));
        }
        if (random.chance(40)) {
            after.put("spec", part(other, "spec"));
        }
        return object("kind", "NodeChanged", "old", node, "new", after);
    }

    /** What happens to another pod, which is often of the waiting one's labels and namespace, so that terms mean it. */
    private static Map<String, Object> ofPod(RandomJson random, Object picked, Map<String, Object> waiting) {
        Map<String, Object> pod = copy(picked);
        if (random.chance(40)) {
            pod = boundLike(waiting);
            part(pod, "metadata").put("labels", random.podLabels());
        }
        if (random.chance(40)) {
            return object("kind", "PodBound", "new", pod);
        }
        if (random.chance(60)) {
            if (random.chance(10)) {
                part(pod, "spec").remove("nodeName");
            }
            return object("kind", "PodGone", "old", pod);
        }
        Map<String, Object> after = copy(pod);
        changePod(random, after);
        return object("kind", "PodChanged", "old", pod, "new", after);
    }

    private static void changePod(RandomJson random, Map<String, Object> pod) {
        Map<String, Object> spec = part(pod, "spec");
        if (random.chance(60)) {
            part(pod, "metadata").put("labels", random.podLabels());
        }
        if (random.chance(30)) {
            List<Object> more = new ArrayList<>(list(spec, "tolerations"));
            more.add(random.chance(30) ? object("operator", "Exists") : random.toleration());
            spec.put("tolerations", more);
        }
        if (random.chance(40)) {
            List<Object> containers = new ArrayList<>(list(spec, "containers"));
            Map<String, Object> resized = copy(containers.get(0));
            Map<String, Object> requests = part(part(resized, "resources"), "requests");
            requests.replaceAll((name, amount) -> switch (name) {
                case "cpu" -> random.cpu();
                case "memory", "ephemeral-storage" -> random.memory();
                default -> amount;
            });
            containers.set(0, resized);
            spec.put("containers", containers);
        }
    }

    /** A pod on a node that asks what the waiting one asks: they want the same ports, disks and claims. */
    private static Map<String, Object> boundLike(Map<String, Object> waiting) {
        Map<String, Object> pod = copy(waiting);
        part(pod, "metadata").put("name", "like");
        part(pod, "metadata").put("uid", "uid-like");
        part(pod, "spec").put("nodeName", "n0");
        return pod;
    }

    /** A copy, the maps of which can be changed without changing the original. */
    private static Map<String, Object> copy(Object original) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) original)
                .forEach((name, value) ->
                        copy.put(String.valueOf(name), value instanceof Map<?, ?> map ? copy(map) : value));
        return copy;
    }
}
