package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pods as the core knows them, with the defaults of the API server. */
public final class PodConverter {

    private static final String DEFAULT_NAMESPACE = "default";

    /** Owners by whose selectors pods are spread. Of another version kube-scheduler does not know them. */
    private static final Map<String, String> OWNERS =
            Map.of("ReplicationController", "v1", "ReplicaSet", "apps/v1", "StatefulSet", "apps/v1");

    private PodConverter() {}

    /** A pod that is to be placed. */
    public static PodSpec waiting(Pod pod) {
        PodRequests requests = new PodRequests(pod);
        return convert(pod, requests).withRequests(requests.wanted());
    }

    /** A pod that is on a node. Its {@code nodeName} is where it is, not what it asks for, and is left out. */
    public static PodSpec bound(Pod pod) {
        PodRequests requests = new PodRequests(pod);
        return convert(pod, requests).withRequests(requests.held()).withNodeName(null);
    }

    private static PodSpec convert(Pod pod, PodRequests requests) {
        var spec = pod.getSpec();
        @Nullable String given = pod.getMetadata().getNamespace();
        String namespace = given == null || given.isEmpty() ? DEFAULT_NAMESPACE : given;
        Map<String, String> labels = NodeConverter.orEmpty(pod.getMetadata().getLabels());
        @Nullable Integer priority = spec.getPriority();
        @Nullable String nodeName = spec.getNodeName();
        PodRules rules = new PodRules(
                tolerations(spec.getTolerations()),
                AffinityConverter.nodes(
                        spec.getNodeSelector(),
                        spec.getAffinity() == null ? null : spec.getAffinity().getNodeAffinity()),
                AffinityConverter.pods(spec.getAffinity(), namespace),
                hostPorts(pod),
                images(pod),
                VolumeConverter.convert(pod),
                controller(pod),
                requests.scored(),
                pod.getMetadata().getDeletionTimestamp() != null,
                !spec.getResourceClaims().isEmpty(),
                Disruptions.isPreempted(pod),
                "Never".equals(spec.getPreemptionPolicy()));
        return new PodSpec(
                namespace,
                pod.getMetadata().getName(),
                new TreeMap<>(labels),
                requests.wanted(),
                DeviceRequest.NONE,
                priority == null ? 0 : priority,
                nodeName == null || nodeName.isEmpty() ? null : nodeName,
                spec.getTopologySpreadConstraints().stream()
                        .map(constraint -> SpreadConverter.convert(constraint, labels))
                        .toList(),
                List.of(),
                rules);
    }

    private static List<Toleration> tolerations(List<io.fabric8.kubernetes.api.model.Toleration> all) {
        List<Toleration> tolerations = new ArrayList<>();
        for (io.fabric8.kubernetes.api.model.Toleration one : all) {
            String operator = NodeConverter.orEmpty(one.getOperator());
            boolean anyEffect = NodeConverter.orEmpty(one.getEffect()).isEmpty();
            boolean known = operator.isEmpty() || operator.equals("Equal") || operator.equals("Exists");
            if (known && (anyEffect || NodeConverter.effect(one.getEffect()) != null)) {
                tolerations.add(new Toleration(
                        NodeConverter.orEmpty(one.getKey()),
                        operator.equals("Exists"),
                        NodeConverter.orEmpty(one.getValue()),
                        NodeConverter.effect(one.getEffect())));
            }
        }
        return tolerations;
    }

    private static List<HostPort> hostPorts(Pod pod) {
        boolean ofHost = Boolean.TRUE.equals(pod.getSpec().getHostNetwork());
        List<HostPort> ports = new ArrayList<>();
        for (Container container : pod.getSpec().getInitContainers()) {
            if (PodRequests.isSidecar(container)) {
                addHostPorts(container, ofHost, ports);
            }
        }
        pod.getSpec().getContainers().forEach(container -> addHostPorts(container, ofHost, ports));
        return ports;
    }

    private static void addHostPorts(Container container, boolean ofHost, List<HostPort> ports) {
        for (ContainerPort port : container.getPorts()) {
            @Nullable Integer number = port.getHostPort();
            boolean given = number != null && number > 0;
            number = given || !ofHost ? number : port.getContainerPort();
            if (number != null && number > 0) {
                String ip = NodeConverter.orEmpty(port.getHostIP());
                String protocol = NodeConverter.orEmpty(port.getProtocol());
                ports.add(new HostPort(
                        ip.isEmpty() ? HostPort.ANY_IP : ip, protocol.isEmpty() ? "TCP" : protocol, number));
            }
        }
    }

    private static List<String> images(Pod pod) {
        List<String> images = new ArrayList<>();
        for (Container container : pod.getSpec().getInitContainers()) {
            images.add(PodRules.image(NodeConverter.orEmpty(container.getImage())));
        }
        for (Container container : pod.getSpec().getContainers()) {
            images.add(PodRules.image(NodeConverter.orEmpty(container.getImage())));
        }
        return images;
    }

    private static io.plimsoll.core.model.@Nullable OwnerReference controller(Pod pod) {
        for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController())) {
                @Nullable String version = OWNERS.get(owner.getKind());
                if (version != null && !version.equals(owner.getApiVersion())) {
                    return null;
                }
                return new io.plimsoll.core.model.OwnerReference(owner.getKind(), owner.getName());
            }
        }
        return null;
    }
}
