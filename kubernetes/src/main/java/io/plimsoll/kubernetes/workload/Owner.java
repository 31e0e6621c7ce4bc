package io.plimsoll.kubernetes.workload;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.plimsoll.kubernetes.input.GeneratedNames;
import org.jspecify.annotations.Nullable;

/**
 * A workload as what it makes refers to it.
 *
 * @param apiVersion its API group and version
 * @param kind its kind
 * @param namespace its namespace
 * @param name its name
 * @param uid its identifier, made up when it was never in a cluster
 */
record Owner(String apiVersion, String kind, String namespace, String name, String uid) {

    static Owner of(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        String kind = object.getKind();
        @Nullable String uid = metadata.getUid();
        return new Owner(
                object.getApiVersion(),
                kind,
                metadata.getNamespace(),
                metadata.getName(),
                uid == null ? GeneratedNames.uid(kind, metadata.getNamespace(), metadata.getName()) : uid);
    }

    /** Another workload of the same namespace that this one would make. */
    Owner made(String apiVersion, String kind, String name) {
        return new Owner(apiVersion, kind, namespace, name, GeneratedNames.uid(kind, namespace, name));
    }

    OwnerReference reference() {
        return new OwnerReferenceBuilder()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withName(name)
                .withUid(uid)
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }

    /** What controls an object; null when nothing does. */
    static @Nullable OwnerReference controller(HasMetadata object) {
        for (OwnerReference reference : object.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(reference.getController())) {
                return reference;
            }
        }
        return null;
    }

    /** Whether this workload controls an object, by kind, namespace and name. */
    boolean controls(HasMetadata object) {
        @Nullable OwnerReference reference = controller(object);
        return reference != null
                && namespace.equals(object.getMetadata().getNamespace())
                && kind.equals(reference.getKind())
                && name.equals(reference.getName());
    }

    /** Kind, namespace and name. */
    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
