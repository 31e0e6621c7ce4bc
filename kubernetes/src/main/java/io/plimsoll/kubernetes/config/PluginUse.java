package io.plimsoll.kubernetes.config;

/**
 * A plugin that is enabled.
 *
 * @param name its name
 * @param weight how much its score counts; 0 where it gives none
 */
public record PluginUse(String name, int weight) {}
