package io.plimsoll.core.plugin;

import io.plimsoll.core.state.PodClass;

/** Says which devices of the chosen node a pod gets. */
public interface DeviceChoice {

    /** The name. */
    String name();

    /** Prepares the choice for a class that asks for devices. */
    DeviceRule prepare(PodClass podClass, PluginContext context);
}
