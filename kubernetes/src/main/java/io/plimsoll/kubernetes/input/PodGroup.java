package io.plimsoll.kubernetes.input;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * The object {@code PodGroup} of {@code scheduling.x-k8s.io/v1alpha1}, as scheduler-plugins defines it: pods with the label
 * {@code scheduling.x-k8s.io/pod-group} of its name get places when at least so many of them do. Of its fields those that matter here.
 */
@JsonDeserialize(using = ValueDeserializer.None.class) // Not by kind, as the interface has it.
@JsonIgnoreProperties(ignoreUnknown = true)
@Group("scheduling.x-k8s.io")
@Version("v1alpha1")
@SuppressWarnings("serial") // Nobody writes these objects.
public final class PodGroup implements HasMetadata, Namespaced {

    private static final long serialVersionUID = 1;

    @JsonProperty("apiVersion")
    private String apiVersion = "scheduling.x-k8s.io/v1alpha1";

    @JsonProperty("kind")
    private String kind = "PodGroup";

    @JsonProperty("metadata")
    private @Nullable ObjectMeta metadata;

    @JsonProperty("spec")
    private @Nullable PodGroupSpec spec;

    @JsonProperty("status")
    private @Nullable Object status;

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String version) {
        apiVersion = version;
    }

    @Override
    public String getKind() {
        return kind;
    }

    /** Sets the kind, which is always the same. */
    public void setKind(String name) {
        kind = name;
    }

    @Override
    public @Nullable ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(@Nullable ObjectMeta its) {
        metadata = its;
    }

    /** What is asked for; null when nothing is written. */
    public @Nullable PodGroupSpec getSpec() {
        return spec;
    }

    /** Sets what is asked for. */
    public void setSpec(@Nullable PodGroupSpec its) {
        spec = its;
    }

    /** What a controller saw, which nobody reads here. */
    public @Nullable Object getStatus() {
        return status;
    }

    /** Sets what a controller saw. */
    public void setStatus(@Nullable Object its) {
        status = its;
    }
}
