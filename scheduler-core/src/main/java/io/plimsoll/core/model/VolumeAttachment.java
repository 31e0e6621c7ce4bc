package io.plimsoll.core.model;

/**
 * A volume that is attached to a node or being attached.
 *
 * @param attacher the driver
 * @param volume name of the persistent volume
 */
public record VolumeAttachment(String attacher, String volume) {}
