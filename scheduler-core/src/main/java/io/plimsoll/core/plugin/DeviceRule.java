package io.plimsoll.core.plugin;

/** A device choice prepared for one class of pods. */
@FunctionalInterface
public interface DeviceRule {

    /**
     * The devices for a pod of the class on a node where they fit.
     *
     * @param node a node on which the device filters pass
     * @param draw 64 random bits that belong to this decision; see {@link Draws}
     * @return the devices as bits, as many as the class asks for
     */
    long devices(int node, long draw);
}
