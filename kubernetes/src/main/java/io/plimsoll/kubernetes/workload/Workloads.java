package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.plimsoll.kubernetes.input.Manifests;
import org.jspecify.annotations.Nullable;

/**
 * Does what the controllers and the API server of a cluster would do with objects before a scheduler sees them:
 * workloads get their pods and claims, with names, owners, labels and defaults as in a cluster; pods that never were
 * in a cluster are admitted.
 *
 * <p>A workload gets only the pods that it lacks: those that a dump has already are counted by their owner references,
 * and a Deployment whose ReplicaSets are there leaves the pods to them. Names that a cluster draws at random are made
 * from what they name, so that the same objects give the same pods, byte for byte. Of a Job come the pods that run
 * first, of a CronJob those of one run. What the API server would refuse becomes a warning.
 */
public final class Workloads {

    private final Manifests.Builder made;
    private final PodFactory pods;
    private final Existing existing;
    private final Manifests given;

    private Workloads(Manifests given) {
        this.given = given;
        this.made = given.toBuilder();
        this.pods = new PodFactory(new Admission(given), new Quotas(given), made);
        this.existing = new Existing(given);
    }

    /**
     * The objects with the pods and claims of all workloads. Pods of the input that were never in a cluster are
     * replaced by admitted copies; nothing of the input is changed, but claims without a storage class get the default
     * one.
     */
    public static Manifests expand(Manifests objects) {
        return new Workloads(objects).expand();
    }

    private Manifests expand() {
        admitBarePods();
        ReplicaPods replicas = new ReplicaPods(pods, existing, made);
        given.all(Deployment.class).forEach(replicas::deployment);
        given.all(ReplicaSet.class).forEach(replicas::replicaSet);
        given.all(ReplicationController.class).forEach(replicas::controller);
        given.all(StatefulSet.class).forEach(set -> new SetPods(pods, existing, made).expand(set));
        DaemonPods daemons = new DaemonPods(pods, existing, given, made);
        given.all(DaemonSet.class).forEach(daemons::expand);
        JobPods jobs = new JobPods(pods, existing, made);
        given.all(Job.class).forEach(jobs::job);
        given.all(CronJob.class).forEach(jobs::cronJob);
        Manifests all = made.build();
        Claims.setDefaultClass(all);
        return all;
    }

    /** Pods from manifests have no identifier; those from a cluster have one and are what they are. */
    private void admitBarePods() {
        made.remove(Pod.class);
        for (Pod pod : given.pods()) {
            if (pod.getMetadata().getUid() != null) {
                made.add(pod);
            } else {
                pods.createAlone(pod, given.place(pod));
            }
        }
    }

    /** The replicas of a workload that says nothing about them. */
    static int count(@Nullable Integer replicas, int otherwise) {
        return replicas == null ? otherwise : Math.max(0, replicas);
    }
}
