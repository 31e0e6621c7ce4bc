package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the controllers of volumes would do after kube-scheduler: a volume that names a claim becomes the claim's, and a claim for which a node
 * was selected gets a volume made for it that only this node reaches.
 */
final class FakeVolumes implements AutoCloseable {

    private static final String SELECTED = "volume.kubernetes.io/selected-node";

    private final KubernetesClient client;
    private final List<Watch> watches;
    private final AtomicInteger made = new AtomicInteger();

    FakeVolumes(KubernetesClient client) {
        this.client = client;
        this.watches = List.of(
                client.persistentVolumes().watch(new Told<>() {
                    @Override
                    void told(PersistentVolume volume) {
                        complete(volume);
                    }
                }),
                client.persistentVolumeClaims().inAnyNamespace().watch(new Told<>() {
                    @Override
                    void told(PersistentVolumeClaim claim) {
                        provision(claim);
                    }
                }));
    }

    /** Is told what there is, and not what has gone. */
    private abstract static class Told<T> implements Watcher<T> {

        abstract void told(T object);

        @Override
        public void eventReceived(Action action, T object) {
            if (action != Action.DELETED) {
                told(object);
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            System.err.println("A watch of the fake volumes broke: " + cause.getMessage());
        }
    }

    /** How many volumes were made. */
    int made() {
        return made.get();
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }

    private void complete(PersistentVolume volume) {
        var reference = volume.getSpec().getClaimRef();
        setPhase(volume, reference == null ? "Available" : "Bound");
        if (reference == null) {
            return;
        }
        @Nullable
        PersistentVolumeClaim claim = client.persistentVolumeClaims()
                .inNamespace(reference.getNamespace())
                .withName(reference.getName())
                .get();
        if (claim == null || claim.getSpec().getVolumeName() != null) {
            return;
        }
        PersistentVolumeClaim bound = client.resource(claim).edit(with -> {
            with.getSpec().setVolumeName(volume.getMetadata().getName());
            with.getMetadata().getAnnotations().put("pv.kubernetes.io/bind-completed", "yes");
            return with;
        });
        client.resource(bound).editStatus(with -> {
            with.getStatus().setPhase("Bound");
            with.getStatus().setAccessModes(volume.getSpec().getAccessModes());
            with.getStatus().setCapacity(volume.getSpec().getCapacity());
            return with;
        });
    }

    private void setPhase(PersistentVolume volume, String phase) {
        if (volume.getStatus() == null || !phase.equals(volume.getStatus().getPhase())) {
            client.persistentVolumes()
                    .withName(volume.getMetadata().getName())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":{\"phase\":\"" + phase + "\"}}");
        }
    }

    private void provision(PersistentVolumeClaim claim) {
        @Nullable String node = claim.getMetadata().getAnnotations().get(SELECTED);
        if (node == null || claim.getSpec().getVolumeName() != null) {
            return;
        }
        String name = "made-for-" + claim.getMetadata().getName();
        if (client.persistentVolumes().withName(name).get() == null) {
            client.resource(volume(name, node, claim.getSpec().getStorageClassName())
                            .editSpec()
                            .withNewClaimRef()
                            .withApiVersion("v1")
                            .withKind("PersistentVolumeClaim")
                            .withNamespace(claim.getMetadata().getNamespace())
                            .withName(claim.getMetadata().getName())
                            .withUid(claim.getMetadata().getUid())
                            .endClaimRef()
                            .endSpec()
                            .build())
                    .create();
            made.incrementAndGet();
        }
    }

    /** A volume of 10 GiB that one node reaches. */
    static PersistentVolumeBuilder volume(String name, String node, String storageClass) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withCapacity(Shapes.quantities(Map.of("storage", "10Gi")))
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(storageClass)
                .withNewLocal()
                .withPath("/data")
                .endLocal()
                .withNewNodeAffinity()
                .withNewRequired()
                .withNodeSelectorTerms(new NodeSelectorTermBuilder()
                        .addNewMatchExpression()
                        .withKey(Shapes.HOST)
                        .withOperator("In")
                        .withValues(node)
                        .endMatchExpression()
                        .build())
                .endRequired()
                .endNodeAffinity()
                .endSpec();
    }
}
