package io.plimsoll.extender.wire;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.PodSpec;

/**
 * The pod that a request asks about.
 *
 * @param uid its UID; namespace and name where it has none
 * @param schedulerName the profile that it asks for
 * @param spec what the core knows of it
 * @param object all of it
 */
public record AskedPod(String uid, String schedulerName, PodSpec spec, Pod object) {}
