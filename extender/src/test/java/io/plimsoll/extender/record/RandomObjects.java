package io.plimsoll.extender.record;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.plimsoll.kubernetes.input.PodGroup;
import io.plimsoll.kubernetes.input.PodGroupSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Objects of Kubernetes that are drawn at random. */
final class RandomObjects {

    private final Random random;

    RandomObjects(Random random) {
        this.random = random;
    }

    Node node(String name) {
        Node node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("zone", "z" + random.nextInt(3))
                .addToLabels("kubernetes.io/hostname", name)
                .addToAnnotations("secret.example/token", "must-not-appear")
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(random.nextInt(10) == 0 ? true : null)
                .endSpec()
                .withNewStatus()
                .addToAllocatable("cpu", new Quantity((2 + random.nextInt(6)) + ""))
                .addToAllocatable("memory", new Quantity("16Gi"))
                .addToAllocatable("pods", new Quantity("20"))
                .addToAllocatable("alibabacloud.com/gpu-count", new Quantity("2"))
                .endStatus()
                .build();
        if (random.nextInt(8) == 0) {
            node.getSpec()
                    .setTaints(new ArrayList<>(List.of(new io.fabric8.kubernetes.api.model.TaintBuilder()
                            .withKey("k")
                            .withEffect("NoSchedule")
                            .build())));
        }
        return node;
    }

    /** A pod group, of which some pods say that they are. */
    PodGroup group() {
        PodGroup group = new PodGroup();
        group.setMetadata(new ObjectMetaBuilder()
                .withName("d" + random.nextInt(2))
                .withNamespace("default")
                .build());
        PodGroupSpec spec = new PodGroupSpec();
        spec.setMinMember(1 + random.nextInt(4));
        spec.setScheduleTimeoutSeconds(random.nextBoolean() ? null : random.nextInt(2));
        group.setSpec(spec);
        return group;
    }

    /** A pod that waits. */
    Pod pod(String name) {
        String app = "app" + random.nextInt(3);
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .withUid("uid-" + name)
                .addToLabels("app", app)
                .endMetadata()
                .withNewSpec()
                .withSchedulerName(random.nextInt(12) == 0 ? "another" : "default-scheduler")
                .withPriority(random.nextInt(4))
                .addNewContainer()
                .withName("c")
                .withImage("image-\u00e9-" + random.nextInt(3))
                .addNewEnv()
                .withName("PASSWORD")
                .withValue("must-not-appear")
                .endEnv()
                .withNewResources()
                .addToRequests("cpu", new Quantity(100 * (1 + random.nextInt(15)) + "m"))
                .addToRequests("memory", new Quantity((1 + random.nextInt(4)) + "Gi"))
                .endResources()
                .endContainer()
                .endSpec()
                .withNewStatus()
                .withPhase("Pending")
                .endStatus();
        if (random.nextInt(3) == 0) {
            pod.editSpec()
                    .addNewTopologySpreadConstraint()
                    .withMaxSkew(1)
                    .withTopologyKey("zone")
                    .withWhenUnsatisfiable(random.nextBoolean() ? "DoNotSchedule" : "ScheduleAnyway")
                    .withNewLabelSelector()
                    .addToMatchLabels("app", app)
                    .endLabelSelector()
                    .endTopologySpreadConstraint()
                    .endSpec();
        }
        if (random.nextInt(5) == 0) {
            pod.editMetadata()
                    .addToLabels("pod-group.scheduling.sigs.k8s.io/name", "g" + random.nextInt(3))
                    .addToLabels("pod-group.scheduling.sigs.k8s.io/min-available", "2")
                    .endMetadata();
        }
        if (random.nextInt(6) == 0) {
            pod.editMetadata()
                    .addToLabels("scheduling.x-k8s.io/pod-group", "d" + random.nextInt(2))
                    .endMetadata();
        }
        if (random.nextInt(4) == 0) {
            pod.editSpec()
                    .editContainer(0)
                    .editResources()
                    .addToRequests("alibabacloud.com/gpu-milli", new Quantity("" + 250 * (1 + random.nextInt(4))))
                    .endResources()
                    .endContainer()
                    .endSpec();
        }
        if (random.nextInt(6) == 0) {
            pod.editSpec()
                    .addNewToleration()
                    .withKey("k")
                    .withOperator("Exists")
                    .endToleration()
                    .endSpec();
        }
        return pod.build();
    }

    Service service(String name) {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addToSelector("app", "app" + random.nextInt(3))
                .endSpec()
                .build();
    }

    /** How many pods of an app may be disrupted. */
    PodDisruptionBudget budget(String name) {
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withMinAvailable(new IntOrString(1))
                .withNewSelector()
                .addToMatchLabels("app", "app" + random.nextInt(3))
                .endSelector()
                .endSpec()
                .withNewStatus()
                .withDisruptionsAllowed(random.nextInt(3))
                .endStatus()
                .build();
    }
}
