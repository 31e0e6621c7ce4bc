package io.plimsoll.extender.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.plimsoll.kubernetes.input.PodGroup;
import io.plimsoll.kubernetes.model.Trimming;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists everything of a cluster that any question asks about, page by page, each kind once. Objects come {@link Trimming trimmed}.
 * The lists are of slightly different moments. One thread.
 */
public final class ClusterLists {

    private static final long PAGE = 500;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final String NOT_ENDED = "status.phase!=Succeeded,status.phase!=Failed";

    private final List<Kind<?, ?>> kinds = new ArrayList<>();

    /** Is told what there is. */
    public interface Visitor {

        /** An object of a kind, which is named by its plural. */
        void object(String kind, HasMetadata object);

        /** A kind of which the API server shows nothing, because it does not know it or does not permit it. */
        void hidden(String kind, String why);
    }

    private record Kind<T extends HasMetadata, L extends KubernetesResourceList<T>>(
            String plural, boolean needed, @Nullable String fields, FilterWatchListDeletable<T, L, ?> resource) {}

    /** The lists of the cluster behind a client. Pods that ended are left out. */
    public ClusterLists(KubernetesClient client) {
        add("nodes", true, null, client.nodes());
        add("pods", true, NOT_ENDED, client.pods().inAnyNamespace());
        add("namespaces", client.namespaces());
        add("services", client.services().inAnyNamespace());
        add("limitranges", client.limitRanges().inAnyNamespace());
        add("resourcequotas", client.resourceQuotas().inAnyNamespace());
        add("replicationcontrollers", client.replicationControllers().inAnyNamespace());
        add("deployments", client.apps().deployments().inAnyNamespace());
        add("replicasets", client.apps().replicaSets().inAnyNamespace());
        add("statefulsets", client.apps().statefulSets().inAnyNamespace());
        add("daemonsets", client.apps().daemonSets().inAnyNamespace());
        add("jobs", client.batch().v1().jobs().inAnyNamespace());
        add("cronjobs", client.batch().v1().cronjobs().inAnyNamespace());
        add("poddisruptionbudgets", client.policy().v1().podDisruptionBudget().inAnyNamespace());
        add("podgroups", client.resources(PodGroup.class).inAnyNamespace());
        add("priorityclasses", client.scheduling().v1().priorityClasses());
        add("runtimeclasses", client.runtimeClasses());
        add("persistentvolumes", client.persistentVolumes());
        add("persistentvolumeclaims", client.persistentVolumeClaims().inAnyNamespace());
        add("storageclasses", client.storage().v1().storageClasses());
        add("csinodes", client.storage().v1().csiNodes());
        add("csidrivers", client.storage().v1().csiDrivers());
        add("csistoragecapacities", client.storage().v1().csiStorageCapacities().inAnyNamespace());
        add("volumeattachments", client.storage().v1().volumeAttachments());
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> void add(
            String plural, FilterWatchListDeletable<T, L, ?> resource) {
        add(plural, false, null, resource);
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> void add(
            String plural, boolean needed, @Nullable String fields, FilterWatchListDeletable<T, L, ?> resource) {
        kinds.add(new Kind<>(plural, needed, fields, resource));
    }

    /**
     * Lists.
     *
     * @throws KubernetesClientException when the cluster cannot be reached, or does not show nodes and pods
     */
    public void visit(Visitor visitor) {
        kinds.forEach(kind -> visit(kind, visitor));
    }

    private static <T extends HasMetadata, L extends KubernetesResourceList<T>> void visit(
            Kind<T, L> kind, Visitor visitor) {
        @Nullable String next = null;
        do {
            L page;
            try {
                page = kind.resource()
                        .list(new ListOptionsBuilder()
                                .withFieldSelector(kind.fields())
                                .withLimit(PAGE)
                                .withContinue(next)
                                .build());
            } catch (KubernetesClientException e) {
                if (!kind.needed() && (e.getCode() == FORBIDDEN || e.getCode() == NOT_FOUND)) {
                    visitor.hidden(kind.plural(), e.getCode() == FORBIDDEN ? "not permitted" : "not known");
                    return;
                }
                throw e;
            }
            page.getItems().forEach(object -> visitor.object(kind.plural(), Trimming.trim(object)));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }
}
