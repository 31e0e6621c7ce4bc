package io.plimsoll.kubernetes.input;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link PodGroup} asks for. */
@JsonIgnoreProperties(ignoreUnknown = true)
public final class PodGroupSpec {

    @JsonProperty("minMember")
    private @Nullable Integer minMember;

    @JsonProperty("scheduleTimeoutSeconds")
    private @Nullable Integer scheduleTimeoutSeconds;

    @JsonProperty("minResources")
    private Map<String, Quantity> minResources = Map.of();

    /** How many pods must get places at the same time; null when it is not written. */
    public @Nullable Integer getMinMember() {
        return minMember;
    }

    /** Sets the minimum. */
    public void setMinMember(@Nullable Integer pods) {
        minMember = pods;
    }

    /** How long places may be held while some of the pods have not come to theirs; null when it is not written. */
    public @Nullable Integer getScheduleTimeoutSeconds() {
        return scheduleTimeoutSeconds;
    }

    /** Sets how long places may be held. */
    public void setScheduleTimeoutSeconds(@Nullable Integer seconds) {
        scheduleTimeoutSeconds = seconds;
    }

    /** What the minimum needs in sum: a short cut of that scheduler, which is not needed here. */
    public Map<String, Quantity> getMinResources() {
        return minResources;
    }

    /** Sets what the minimum needs in sum. */
    public void setMinResources(Map<String, Quantity> quantities) {
        minResources = quantities;
    }
}
