package io.plimsoll.core.model;

import java.util.Set;

/**
 * A volume as a CSI driver knows it.
 *
 * @param plugin the in-tree plugin that the driver has taken over from, as Kubernetes writes its name; empty when the
 *     volume was made for the driver
 * @param driver the driver's name; empty when no driver is known to attach the volume
 * @param handle the volume's id within the driver
 */
public record DriverVolume(String plugin, String driver, String handle) {

    /** The plugin of Portworx, which a driver takes over node by node. */
    public static final String PORTWORX = "kubernetes.io/portworx-volume";

    /** Plugins that drivers have taken over on every node. */
    private static final Set<String> TAKEN_OVER =
            Set.of("kubernetes.io/aws-ebs", "kubernetes.io/azure-disk", "kubernetes.io/cinder", "kubernetes.io/gce-pd");

    /** A volume that was made for a driver. */
    public static DriverVolume of(String driver, String handle) {
        return new DriverVolume("", driver, handle);
    }

    /** Whether the driver attaches the volume: on every node, or where Portworx has been taken over. */
    public boolean mayCount() {
        boolean attachable = plugin.isEmpty() || TAKEN_OVER.contains(plugin) || plugin.equals(PORTWORX);
        return attachable && !driver.isEmpty() && !handle.isEmpty();
    }

    /** The volume's name among all volumes of all drivers. */
    public String uniqueName() {
        return driver + "/" + handle;
    }
}
