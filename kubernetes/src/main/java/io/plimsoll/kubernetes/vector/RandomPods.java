package io.plimsoll.kubernetes.vector;

import static io.plimsoll.kubernetes.vector.RandomJson.list;
import static io.plimsoll.kubernetes.vector.RandomJson.object;
import static io.plimsoll.kubernetes.vector.RandomJson.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Random pods: what they request, where they may run, near which others. */
final class RandomPods {

    private final RandomJson random;
    private int named;

    RandomPods(RandomJson random) {
        this.random = random;
    }

    /** A pod that asks for little, so that it may be one of many. */
    Map<String, Object> modest() {
        Map<String, Object> pod = plain();
        if (random.chance(25)) {
            part(part(pod, "spec"), "affinity").put("podAntiAffinity", podTerms());
        }
        if (random.chance(15)) {
            part(part(pod, "spec"), "affinity").put("podAffinity", podTerms());
        }
        if (random.chance(15)) {
            part(pod, "metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");
        }
        return pod;
    }

    /** A pod that may ask for everything. */
    Map<String, Object> demanding() {
        Map<String, Object> pod = plain();
        Map<String, Object> spec = part(pod, "spec");
        if (random.chance(20)) {
            spec.put("nodeSelector", object("disk", random.pick("ssd", "hdd")));
        }
        if (random.chance(35)) {
            part(spec, "affinity").put("nodeAffinity", nodeAffinity());
        }
        if (random.chance(35)) {
            part(spec, "affinity").put("podAffinity", podTerms());
        }
        if (random.chance(35)) {
            part(spec, "affinity").put("podAntiAffinity", podTerms());
        }
        if (random.chance(40)) {
            list(spec, "topologySpreadConstraints").addAll(random.some(3, this::spread));
        }
        if (random.chance(60)) {
            list(spec, "tolerations").addAll(random.some(25, random::toleration));
        }
        if (random.chance(40)) {
            list(spec, "tolerations").add(object("operator", "Exists"));
        }
        return pod;
    }

    /** Has the pod be in the middle of a resize: what its containers have differs from what they ask for. */
    void resize(Map<String, Object> pod) {
        Map<String, Object> status = part(pod, "status");
        Map<String, Object> spec = part(pod, "spec");
        for (String containers : List.of("containers", "initContainers")) {
            for (Object container : list(spec, containers)) {
                if (random.chance(70)) {
                    Map<String, Object> has =
                            object("name", Objects.requireNonNull(((Map<?, ?>) container).get("name")));
                    if (random.chance(80)) {
                        has.put("resources", object("requests", random.requests()));
                    }
                    if (random.chance(60)) {
                        has.put("allocatedResources", random.requests());
                    }
                    list(status, containers.equals("containers") ? "containerStatuses" : "initContainerStatuses")
                            .add(has);
                }
            }
        }
        if (random.chance(50)) {
            String type = random.pick("PodResizePending", "PodResizePending", "PodResizeInProgress");
            String reason = random.pick("Infeasible", "Deferred");
            list(status, "conditions").add(object("type", type, "status", "True", "reason", reason));
        }
    }

    private Map<String, Object> plain() {
        String name = "p" + named++;
        Map<String, Object> metadata = object("name", name, "uid", "uid-" + name, "labels", random.podLabels());
        metadata.put("namespace", random.chance(60) ? "default" : random.pick(RandomJson.NAMESPACES));
        if (random.chance(15)) {
            metadata.put(
                    "ownerReferences",
                    List.of(object(
                            "apiVersion",
                            random.pick("apps/v1", "apps/v1", "v1", "extensions/v1beta1"),
                            "kind",
                            random.pick("ReplicaSet", "ReplicaSet", "StatefulSet", "ReplicationController"),
                            "name",
                            "rs",
                            "uid",
                            "rs",
                            "controller",
                            true)));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        List<Object> containers = new ArrayList<>();
        for (int i = 1 + random.below(3); i > 0; i--) {
            containers.add(container("c" + i));
        }
        spec.put("containers", containers);
        if (random.chance(25)) {
            List<Object> before = list(spec, "initContainers");
            for (int i = 1 + random.below(3); i > 0; i--) {
                Map<String, Object> container = container("i" + i);
                if (random.chance(50)) {
                    container.put("restartPolicy", "Always");
                }
                before.add(container);
            }
        }
        if (random.chance(12)) {
            spec.put("overhead", object("cpu", random.cpu(), "memory", random.memory()));
        }
        if (random.chance(8)) {
            // kube-scheduler adds the overhead to a fraction of a binary unit in the pod itself, once more with every
            // call.
            String memory = random.memory();
            String whole = memory.contains(".") ? "2Gi" : memory;
            spec.put("resources", object("requests", object("cpu", random.cpu(), "memory", whole)));
        }
        return object("apiVersion", "v1", "kind", "Pod", "metadata", metadata, "spec", spec);
    }

    private Map<String, Object> container(String name) {
        Map<String, Object> container = object("name", name, "image", random.image());
        if (random.chance(85)) {
            container.put("resources", object(random.chance(90) ? "requests" : "limits", random.requests()));
        }
        if (random.chance(20)) {
            List<Map<String, Object>> ports = random.some(3, this::port);
            container.put("ports", ports);
        }
        return container;
    }

    private Map<String, Object> port() {
        int number = 8080 + random.below(3);
        Map<String, Object> port = object("containerPort", number);
        if (random.chance(80)) {
            port.put("hostPort", number);
        }
        if (random.chance(40)) {
            port.put("protocol", random.pick("TCP", "UDP", "SCTP"));
        }
        if (random.chance(40)) {
            port.put("hostIP", random.pick("0.0.0.0", "127.0.0.1", "10.0.0.1"));
        }
        return port;
    }

    private Map<String, Object> nodeAffinity() {
        Map<String, Object> affinity = new LinkedHashMap<>();
        if (random.chance(60)) {
            List<Object> terms = new ArrayList<>();
            for (int i = 1 + random.below(3); i > 0; i--) {
                terms.add(nodeTerm());
            }
            affinity.put("requiredDuringSchedulingIgnoredDuringExecution", object("nodeSelectorTerms", terms));
        }
        if (random.chance(60)) {
            affinity.put(
                    "preferredDuringSchedulingIgnoredDuringExecution",
                    random.some(4, () -> object("weight", 1 + random.below(100), "preference", nodeTerm())));
        }
        return affinity;
    }

    private Map<String, Object> nodeTerm() {
        Map<String, Object> term = new LinkedHashMap<>();
        if (random.chance(90)) {
            term.put("matchExpressions", random.some(3, random::nodeExpression));
        }
        if (random.chance(12)) {
            term.put(
                    "matchFields",
                    List.of(object(
                            "key", "metadata.name",
                            "operator", random.pick("In", "In", "NotIn"),
                            "values", List.of("n" + random.below(6)))));
        }
        return term;
    }

    private Map<String, Object> podTerms() {
        Map<String, Object> terms = new LinkedHashMap<>();
        if (random.chance(60)) {
            terms.put("requiredDuringSchedulingIgnoredDuringExecution", random.some(2, this::podTerm));
        }
        if (random.chance(60)) {
            terms.put(
                    "preferredDuringSchedulingIgnoredDuringExecution",
                    random.some(3, () -> object("weight", 1 + random.below(100), "podAffinityTerm", podTerm())));
        }
        return terms;
    }

    private Map<String, Object> podTerm() {
        Map<String, Object> term = object("topologyKey", random.pick(RandomJson.TOPOLOGY_KEYS));
        if (random.chance(92)) {
            term.put("labelSelector", random.selector());
        }
        if (random.chance(25)) {
            term.put("namespaces", random.some(2, () -> random.pick(RandomJson.NAMESPACES)));
        }
        if (random.chance(8)) {
            // The API server merges these into the selector; the scheduler passes over them.
            term.put(random.pick("matchLabelKeys", "mismatchLabelKeys"), List.of("tier"));
        }
        if (random.chance(20)) {
            term.put(
                    "namespaceSelector",
                    random.chance(40)
                            ? object()
                            : object("matchExpressions", List.of(random.expression("team", List.of("x", "y"), false))));
        }
        return term;
    }

    private Map<String, Object> spread() {
        boolean must = random.chance(60);
        Map<String, Object> constraint = object(
                "topologyKey",
                random.pick(RandomJson.TOPOLOGY_KEYS),
                "maxSkew",
                1 + random.below(3),
                "whenUnsatisfiable",
                must ? "DoNotSchedule" : "ScheduleAnyway");
        if (random.chance(92)) {
            constraint.put("labelSelector", random.selector());
        }
        if (random.chance(12)) {
            constraint.put("matchLabelKeys", List.of(random.pick("tier", "app", "none")));
        }
        if (must && random.chance(30)) {
            constraint.put("minDomains", 1 + random.below(5));
        }
        if (random.chance(30)) {
            constraint.put("nodeAffinityPolicy", random.pick("Honor", "Ignore"));
        }
        if (random.chance(30)) {
            constraint.put("nodeTaintsPolicy", random.pick("Honor", "Ignore"));
        }
        return constraint;
    }
}
