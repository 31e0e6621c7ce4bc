package io.plimsoll.extender.wire;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodSpec;
import org.jspecify.annotations.Nullable;

/**
 * The pod that a request asks about.
 *
 * @param uid its UID; namespace and name where it has none
 * @param schedulerName the profile that it asks for
 * @param spec what the core knows of it
 * @param object all of it; null where it is not at hand
 * @param refusal why no node can serve it, whatever is free; null where one might
 */
public record AskedPod(
        String uid,
        String schedulerName,
        PodSpec spec,
        @Nullable String refusal,
        @Nullable Pod object) {

    /** A pod of which only that is known. */
    public AskedPod(String uid, String schedulerName, PodSpec spec, @Nullable String refusal) {
        this(uid, schedulerName, spec, refusal, null);
    }
}
