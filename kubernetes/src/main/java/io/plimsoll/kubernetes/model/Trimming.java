package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of objects what no rule reads and others need not see: values of the environment, commands, probes, mounts,
 * annotations but for those that rules read, what only the API server keeps ({@code managedFields}), addresses. What stays is
 * converted to the same. Objects are changed in place.
 */
public final class Trimming {

    /** Annotations that rules read. */
    private static final Set<String> KEPT_ANNOTATIONS = Set.of(
            "pv.kubernetes.io/bind-completed",
            "pv.kubernetes.io/bound-by-controller",
            "volume.kubernetes.io/selected-node",
            "volume.beta.kubernetes.io/storage-class",
            "storage.alpha.kubernetes.io/migrated-plugins",
            "batch.kubernetes.io/job-completion-index",
            "alibabacloud.com/gpu-index");

    private Trimming() {}

    /** Trims an object of any kind and returns it. */
    public static <T extends HasMetadata> T trim(T object) {
        return trim(object, "");
    }

    /** As {@link #trim(HasMetadata)}, with one more annotation that stays; none when its name is empty. */
    public static <T extends HasMetadata> T trim(T object, String annotation) {
        metadata(object.getMetadata(), annotation);
        if (object instanceof Pod pod) {
            spec(pod.getSpec());
            status(pod.getStatus());
        } else if (object instanceof Node node) {
            node(node);
        } else {
            @Nullable PodTemplateSpec template = template(object);
            if (template != null) {
                metadata(template.getMetadata(), annotation);
                spec(template.getSpec());
            }
        }
        return object;
    }

    private static @Nullable PodTemplateSpec template(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return deployment.getSpec() == null ? null : deployment.getSpec().getTemplate();
        } else if (object instanceof ReplicaSet set) {
            return set.getSpec() == null ? null : set.getSpec().getTemplate();
        } else if (object instanceof StatefulSet set) {
            return set.getSpec() == null ? null : set.getSpec().getTemplate();
        } else if (object instanceof DaemonSet set) {
            return set.getSpec() == null ? null : set.getSpec().getTemplate();
        } else if (object instanceof ReplicationController controller) {
            return controller.getSpec() == null ? null : controller.getSpec().getTemplate();
        } else if (object instanceof Job job) {
            return job.getSpec() == null ? null : job.getSpec().getTemplate();
        } else if (object instanceof CronJob job) {
            boolean given = job.getSpec() != null
                    && job.getSpec().getJobTemplate() != null
                    && job.getSpec().getJobTemplate().getSpec() != null;
            return given ? job.getSpec().getJobTemplate().getSpec().getTemplate() : null;
        }
        return null;
    }

    private static void metadata(@Nullable ObjectMeta metadata, String annotation) {
        if (metadata == null) {
            return;
        }
        metadata.setManagedFields(new ArrayList<>());
        metadata.setFinalizers(new ArrayList<>());
        metadata.setSelfLink(null);
        metadata.setGeneration(null);
        metadata.setResourceVersion(null);
        Map<String, String> kept = new LinkedHashMap<>();
        NodeConverter.orEmpty(metadata.getAnnotations()).forEach((name, value) -> {
            if (KEPT_ANNOTATIONS.contains(name) || name.equals(annotation)) {
                kept.put(name, value);
            }
        });
        metadata.setAnnotations(kept);
    }

    private static void spec(@Nullable PodSpec spec) {
        if (spec == null) {
            return;
        }
        spec.getContainers().forEach(Trimming::container);
        spec.getInitContainers().forEach(Trimming::container);
        spec.setEphemeralContainers(new ArrayList<EphemeralContainer>());
        spec.setSecurityContext(null);
        spec.setServiceAccount(null);
        spec.setServiceAccountName(null);
        spec.setAutomountServiceAccountToken(null);
        spec.setImagePullSecrets(new ArrayList<>());
        spec.setHostAliases(new ArrayList<>());
        spec.setDnsConfig(null);
        spec.setDnsPolicy(null);
        spec.setEnableServiceLinks(null);
        spec.setReadinessGates(new ArrayList<>());
        spec.setHostname(null);
        spec.setSubdomain(null);
        List<Volume> volumes = new ArrayList<>();
        for (Volume volume : spec.getVolumes()) {
            if (volume.getSecret() == null
                    && volume.getConfigMap() == null
                    && volume.getProjected() == null
                    && volume.getDownwardAPI() == null
                    && volume.getEmptyDir() == null) {
                volumes.add(volume);
            }
        }
        spec.setVolumes(volumes);
    }

    private static void container(Container container) {
        container.setEnv(new ArrayList<>());
        container.setEnvFrom(new ArrayList<>());
        container.setCommand(new ArrayList<>());
        container.setArgs(new ArrayList<>());
        container.setVolumeMounts(new ArrayList<>());
        container.setVolumeDevices(new ArrayList<>());
        container.setLifecycle(null);
        container.setLivenessProbe(null);
        container.setReadinessProbe(null);
        container.setStartupProbe(null);
        container.setSecurityContext(null);
        container.setImagePullPolicy(null);
        container.setTerminationMessagePath(null);
        container.setTerminationMessagePolicy(null);
        container.setWorkingDir(null);
    }

    private static void status(@Nullable PodStatus status) {
        if (status == null) {
            return;
        }
        status.setPodIP(null);
        status.setPodIPs(new ArrayList<>());
        status.setHostIP(null);
        status.setHostIPs(new ArrayList<>());
        status.setMessage(null);
        status.setContainerStatuses(containerStatuses(status.getContainerStatuses()));
        status.setInitContainerStatuses(containerStatuses(status.getInitContainerStatuses()));
        status.setEphemeralContainerStatuses(new ArrayList<>());
        List<PodCondition> conditions = new ArrayList<>();
        for (PodCondition condition : status.getConditions()) {
            PodCondition kept = new PodCondition();
            kept.setType(condition.getType());
            kept.setStatus(condition.getStatus());
            kept.setReason(condition.getReason());
            conditions.add(kept);
        }
        status.setConditions(conditions);
    }

    /** Only what was given to containers matters, and only where it is said. */
    private static List<ContainerStatus> containerStatuses(List<ContainerStatus> all) {
        List<ContainerStatus> kept = new ArrayList<>();
        for (ContainerStatus status : all) {
            if (status.getResources() != null) {
                ContainerStatus one = new ContainerStatus();
                one.setName(status.getName());
                one.setResources(status.getResources());
                one.setAllocatedResources(status.getAllocatedResources());
                kept.add(one);
            }
        }
        return kept;
    }

    private static void node(Node node) {
        if (node.getSpec() != null) {
            node.getSpec().setPodCIDR(null);
            node.getSpec().setPodCIDRs(new ArrayList<>());
        }
        if (node.getStatus() == null) {
            return;
        }
        node.getStatus().setAddresses(new ArrayList<>());
        node.getStatus().setNodeInfo(null);
        node.getStatus().setDaemonEndpoints(null);
        node.getStatus().setVolumesInUse(new ArrayList<>());
        node.getStatus().setVolumesAttached(new ArrayList<>());
        List<NodeCondition> conditions = new ArrayList<>();
        for (NodeCondition condition : node.getStatus().getConditions()) {
            NodeCondition kept = new NodeCondition();
            kept.setType(condition.getType());
            kept.setStatus(condition.getStatus());
            conditions.add(kept);
        }
        node.getStatus().setConditions(conditions);
    }
}
