package io.plimsoll.extender.wire;

import io.plimsoll.core.model.PodSpec;
import org.jspecify.annotations.Nullable;

/**
 * The pod that a request asks about.
 *
 * @param uid its UID; namespace and name where it has none
 * @param schedulerName the profile that it asks for
 * @param spec what the core knows of it
 * @param refusal why no node can serve it, whatever is free; null where one might
 */
public record AskedPod(
        String uid,
        String schedulerName,
        PodSpec spec,
        @Nullable String refusal) {}
