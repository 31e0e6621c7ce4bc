package io.plimsoll.kubernetes.lint;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.plimsoll.kubernetes.cluster.WorkloadName;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote that pods come from: a workload, or a pod that nothing made.
 *
 * @param object the workload or pod
 * @param name its name
 * @param field where in it the pod's spec is
 * @param spec that spec
 * @param pods the pods that come from it, in the order of reading
 */
record PodSource(HasMetadata object, WorkloadName name, String field, PodSpec spec, List<Pod> pods) {

    /** What the name of a CronJob's first Job ends with when {@code Workloads} made it. */
    private static final String FIRST_RUN = "-1";

    /** All that have a spec; workloads that another workload of the same objects made are left to that. */
    static List<PodSource> all(Manifests objects) {
        Map<WorkloadName, PodSource> sources = new LinkedHashMap<>();
        add(objects, Deployment.class, o -> o.getSpec().getTemplate(), sources);
        add(objects, StatefulSet.class, o -> o.getSpec().getTemplate(), sources);
        add(objects, DaemonSet.class, o -> o.getSpec().getTemplate(), sources);
        add(objects, ReplicaSet.class, o -> o.getSpec().getTemplate(), sources);
        add(objects, ReplicationController.class, o -> o.getSpec().getTemplate(), sources);
        add(objects, Job.class, o -> o.getSpec().getTemplate(), sources);
        for (CronJob job : objects.all(CronJob.class)) {
            put(
                    job,
                    "spec.jobTemplate.spec.template.spec",
                    job.getSpec().getJobTemplate().getSpec().getTemplate(),
                    sources);
        }
        for (Pod pod : objects.pods()) {
            WorkloadName name = WorkloadName.of(pod);
            @Nullable PodSource source = sources.get(name);
            if (source == null && name.kind().equals("Job") && name.name().endsWith(FIRST_RUN)) {
                String job = name.name().substring(0, name.name().length() - FIRST_RUN.length());
                source = sources.get(new WorkloadName(name.namespace(), "CronJob", job));
            }
            if (source == null && name.kind().equals("Pod")) {
                source = new PodSource(pod, name, "spec", pod.getSpec(), new ArrayList<>());
                sources.put(name, source);
            }
            if (source != null) {
                source.pods().add(pod);
            }
        }
        return new ArrayList<>(sources.values());
    }

    private static <T extends HasMetadata> void add(
            Manifests objects,
            Class<T> type,
            Function<T, @Nullable PodTemplateSpec> template,
            Map<WorkloadName, PodSource> sources) {
        for (T object : objects.all(type)) {
            put(object, "spec.template.spec", template.apply(object), sources);
        }
    }

    private static void put(
            HasMetadata object,
            String field,
            @Nullable PodTemplateSpec template,
            Map<WorkloadName, PodSource> sources) {
        boolean made = object.getMetadata().getOwnerReferences().stream()
                .anyMatch(owner -> Boolean.TRUE.equals(owner.getController()));
        if (!made && template != null && template.getSpec() != null) {
            WorkloadName name = WorkloadName.of(object);
            sources.put(name, new PodSource(object, name, field, template.getSpec(), new ArrayList<>()));
        }
    }

    /** A spec as it came to a node: with what admission filled in, when there are pods. */
    PodSpec admitted() {
        return pods.isEmpty() ? spec : pods.get(0).getSpec();
    }
}
