package io.plimsoll.extender.wire;

import io.plimsoll.core.model.PodSpec;

/**
 * The pod that a request asks about.
 *
 * @param uid its UID; namespace and name where it has none
 * @param schedulerName the profile that it asks for
 * @param spec what the core knows of it
 */
public record AskedPod(String uid, String schedulerName, PodSpec spec) {}
