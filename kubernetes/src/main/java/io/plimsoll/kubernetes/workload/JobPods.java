package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.plimsoll.kubernetes.input.GeneratedNames;
import io.plimsoll.kubernetes.input.Manifests;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods that end: of Jobs, indexed ones too, and of CronJobs. */
final class JobPods {

    private static final String INDEX = "batch.kubernetes.io/job-completion-index";

    private final PodFactory pods;
    private final Existing existing;
    private final Manifests.Builder made;

    JobPods(PodFactory pods, Existing existing, Manifests.Builder made) {
        this.pods = pods;
        this.existing = existing;
        this.made = made;
    }

    void job(Job job) {
        Owner owner = Owner.of(job);
        if (isOver(job)) {
            return;
        }
        int succeeded = (int) existing.pods(owner).stream()
                .filter(pod -> Existing.isIn(pod, "Succeeded"))
                .count();
        if (job.getStatus() != null && job.getStatus().getSucceeded() != null) {
            succeeded = Math.max(succeeded, job.getStatus().getSucceeded());
        }
        make(owner, job.getSpec(), succeeded);
    }

    private static boolean isOver(Job job) {
        return job.getStatus() != null
                && job.getStatus().getConditions().stream()
                        .anyMatch(condition -> "True".equals(condition.getStatus())
                                && ("Complete".equals(condition.getType()) || "Failed".equals(condition.getType())));
    }

    /** A CronJob without a job gets one, as at its next time. */
    void cronJob(CronJob cronJob) {
        Owner owner = Owner.of(cronJob);
        if (Boolean.TRUE.equals(cronJob.getSpec().getSuspend()) || existing.has(owner, Job.class)) {
            return;
        }
        JobSpec spec = cronJob.getSpec().getJobTemplate().getSpec();
        make(owner.made("batch/v1", "Job", owner.name() + "-1"), spec, 0);
    }

    private void make(Owner owner, JobSpec spec, int succeeded) {
        if (Boolean.TRUE.equals(spec.getSuspend())) {
            made.warn("The %s is suspended and was given no pods.".formatted(owner));
            return;
        }
        int parallelism = Workloads.count(spec.getParallelism(), 1);
        @Nullable Integer completions = spec.getCompletions();
        int wanted = completions == null ? parallelism : Math.min(parallelism, completions - succeeded);
        if (completions == null && succeeded > 0) {
            // A queue of work: once one pod is done no more are made.
            wanted = 0;
        }
        int lacking = wanted - existing.active(owner);
        if ("Indexed".equals(spec.getCompletionMode())) {
            indexed(owner, spec, lacking);
        } else {
            plain(owner, spec, lacking);
        }
    }

    private void plain(Owner owner, JobSpec spec, int count) {
        if (count <= 0) {
            return;
        }
        GeneratedNames names = names(owner);
        Pod first = draft(owner, names.next(owner.name() + "-", owner + "/0"), spec.getTemplate());
        boolean admitted = pods.create(owner, first);
        for (int i = 1; admitted && i < count; i++) {
            admitted = pods.createLike(owner, first, names.next(owner.name() + "-", owner + "/" + i));
        }
    }

    private void indexed(Owner owner, JobSpec spec, int count) {
        Set<String> taken = new HashSet<>();
        for (Pod pod : existing.pods(owner)) {
            @Nullable Map<String, String> annotations = pod.getMetadata().getAnnotations();
            if (annotations != null && !Existing.isIn(pod, "Failed")) {
                taken.add(annotations.getOrDefault(INDEX, ""));
            }
        }
        GeneratedNames names = names(owner);
        int completions = Workloads.count(spec.getCompletions(), 0);
        int left = count;
        for (int i = 0; i < completions && left > 0; i++) {
            String index = Integer.toString(i);
            if (taken.contains(index)) {
                continue;
            }
            String prefix = owner.name() + "-" + index;
            Pod pod = draft(owner, names.next(prefix + "-", owner + "/" + index), spec.getTemplate());
            pod.getMetadata().getLabels().put(INDEX, index);
            pod.getMetadata().getAnnotations().put(INDEX, index);
            pod.getSpec().setHostname(prefix);
            if (!pods.create(owner, pod)) {
                return;
            }
            left--;
        }
    }

    private GeneratedNames names(Owner owner) {
        GeneratedNames names = new GeneratedNames();
        existing.pods(owner).forEach(pod -> names.taken(pod.getMetadata().getName()));
        return names;
    }

    private Pod draft(Owner owner, String name, PodTemplateSpec template) {
        Pod pod = pods.draft(owner, name, template);
        Map<String, String> labels = pod.getMetadata().getLabels();
        for (String prefix : new String[] {"", "batch.kubernetes.io/"}) {
            labels.put(prefix + "job-name", owner.name());
            labels.put(prefix + "controller-uid", owner.uid());
        }
        return pod;
    }
}
