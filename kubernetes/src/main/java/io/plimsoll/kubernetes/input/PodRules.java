package io.plimsoll.kubernetes.input;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.PodSchedulingGate;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pod's specification must be, in a pod or in the template of a workload. */
final class PodRules {

    private static final Set<String> PLAIN = Set.of("cpu", "memory", "ephemeral-storage", "storage", "pods");
    private static final int MOST_PORTS = 65_535;

    private final Rules rules;
    private final SelectorRules selectors;

    PodRules(Rules rules) {
        this.rules = rules;
        this.selectors = new SelectorRules(rules);
    }

    void check(FieldPath path, PodSpec spec) {
        if (Rules.isEmpty(spec.getContainers())) {
            rules.report().missing(path.field("containers"), "its containers are indented wrongly.");
        }
        Set<String> names = new HashSet<>();
        containers(path.field("containers"), spec.getContainers(), names, false);
        containers(path.field("initContainers"), spec.getInitContainers(), names, true);
        if (spec.getRestartPolicy() != null) {
            rules.oneOf(path.field("restartPolicy"), spec.getRestartPolicy(), List.of("Always", "OnFailure", "Never"));
        }
        if (spec.getPreemptionPolicy() != null) {
            rules.oneOf(
                    path.field("preemptionPolicy"),
                    spec.getPreemptionPolicy(),
                    List.of("PreemptLowerPriority", "Never"));
        }
        rules.labels(path.field("nodeSelector"), spec.getNodeSelector());
        rules.notNegative(path.field("overhead"), spec.getOverhead());
        resources(path.field("resources"), spec.getResources(), true);
        selectors.affinity(path.field("affinity"), spec.getAffinity());
        selectors.tolerations(path.field("tolerations"), spec.getTolerations());
        selectors.spread(path.field("topologySpreadConstraints"), spec.getTopologySpreadConstraints());
        volumes(path.field("volumes"), spec.getVolumes());
        Set<String> gates = new HashSet<>();
        int index = 0;
        for (PodSchedulingGate gate : Rules.list(spec.getSchedulingGates())) {
            rules.once(path.field("schedulingGates").item(index++).field("name"), gate.getName(), gates, "gate");
        }
    }

    private void containers(FieldPath path, @Nullable List<Container> containers, Set<String> names, boolean init) {
        int index = 0;
        for (Container container : Rules.list(containers)) {
            FieldPath at = path.item(index++);
            @Nullable String name = container.getName();
            if (rules.given(at.field("name"), name, "its list item begins one line later.") && name != null) {
                rules.label(at.field("name"), name);
                rules.once(at.field("name"), name, names, "container of the pod");
            }
            if (init && container.getRestartPolicy() != null) {
                rules.oneOf(
                        at.field("restartPolicy"),
                        container.getRestartPolicy(),
                        List.of("Always", "OnFailure", "Never"));
            }
            ports(at.field("ports"), container.getPorts());
            resources(at.field("resources"), container.getResources(), false);
        }
    }

    private void ports(FieldPath path, @Nullable List<ContainerPort> ports) {
        int index = 0;
        for (ContainerPort port : Rules.list(ports)) {
            FieldPath at = path.item(index++);
            if (port.getContainerPort() == null) {
                rules.report()
                        .warning(at.field("containerPort"), null, "be given", "the number of the port was forgotten.");
            }
            rules.between(at.field("containerPort"), port.getContainerPort(), 1, MOST_PORTS);
            rules.between(at.field("hostPort"), port.getHostPort(), 0, MOST_PORTS);
            if (port.getProtocol() != null && !port.getProtocol().isEmpty()) {
                rules.oneOf(at.field("protocol"), port.getProtocol(), List.of("TCP", "UDP", "SCTP"));
            }
        }
    }

    private void resources(FieldPath path, @Nullable ResourceRequirements resources, boolean ofPod) {
        if (resources == null) {
            return;
        }
        Map<String, Quantity> limits = Rules.map(resources.getLimits());
        Map<String, Quantity> requests = Rules.map(resources.getRequests());
        names(path.field("requests"), requests, ofPod);
        names(path.field("limits"), limits, ofPod);
        rules.notNegative(path.field("requests"), requests);
        rules.notNegative(path.field("limits"), limits);
        requests.forEach((name, request) -> {
            @Nullable Quantity limit = limits.get(name);
            if (limit != null && Quantities.exact(request).compareTo(Quantities.exact(limit)) > 0) {
                rules.report()
                        .value(
                                path.field("requests").field(name),
                                request,
                                "be at most the limit (" + limit + ")",
                                "request and limit were exchanged.");
            }
        });
    }

    private void names(FieldPath path, Map<String, Quantity> quantities, boolean ofPod) {
        quantities.forEach((name, quantity) -> {
            boolean known = PLAIN.contains(name) || name.startsWith("hugepages-") || name.contains("/");
            if (!known) {
                rules.report()
                        .value(
                                path.field(name),
                                quantity,
                                "be an amount of a resource: cpu, memory, ephemeral-storage, hugepages-SIZE or DOMAIN/NAME",
                                meant(name));
            } else if (ofPod && !name.equals("cpu") && !name.equals("memory") && !name.startsWith("hugepages-")) {
                rules.report()
                        .value(
                                path.field(name),
                                quantity,
                                "be cpu, memory or hugepages-SIZE for a pod as a whole",
                                "a container was meant.");
            } else if (name.contains("/")
                    && Quantities.exact(quantity).stripTrailingZeros().scale() > 0) {
                rules.report()
                        .value(
                                path.field(name),
                                quantity,
                                "be a whole number, as it cannot be divided",
                                "another resource was meant.");
            }
        });
    }

    private static String meant(String resource) {
        if (resource.contains("gpu")) {
            return "\"nvidia.com/gpu\" was meant.";
        }
        @Nullable String nearest = NearestField.of(resource, PLAIN);
        return nearest == null ? "the domain of the resource is missing." : "\"" + nearest + "\" was meant.";
    }

    private void volumes(FieldPath path, @Nullable List<Volume> volumes) {
        Set<String> names = new HashSet<>();
        int index = 0;
        for (Volume volume : Rules.list(volumes)) {
            FieldPath at = path.item(index++);
            if (rules.given(at.field("name"), volume.getName(), "its list item begins one line later.")) {
                rules.once(at.field("name"), volume.getName(), names, "volume of the pod");
            }
            @Nullable PersistentVolumeClaimVolumeSource claim = volume.getPersistentVolumeClaim();
            if (claim != null) {
                rules.given(
                        at.field("persistentVolumeClaim").field("claimName"),
                        claim.getClaimName(),
                        "\"claimName\" is misspelt.");
            }
        }
    }
}
