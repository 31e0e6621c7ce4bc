package io.plimsoll.core.plugin;

import io.plimsoll.core.state.PodClass;
import java.util.Set;

/**
 * One rule of a profile. Plugins hold no state of a run: what they know they read from the {@link PluginContext}, and a
 * field is either a parameter or a memo whose loss would change nothing but time. A plugin object belongs to one scheduler
 * and need not be safe for use by several threads.
 */
public interface Plugin {

    /** The name, as Kubernetes writes plugin names: {@code NodeResourcesFit}. */
    String name();

    /**
     * What the answers depend on. The engine evaluates a rule again only when something in its scopes changed: a rule that
     * reads more than it declares gives wrong decisions, which {@code -Dplimsoll.checks=full} reports.
     */
    Set<Scope> scopes();

    /**
     * The version of what a rule of scope {@link Scope#EPOCH} or {@link Scope#OBJECTS} has learned. When it moves, every
     * prepared rule of the plugin is dropped and prepared again. Others return 0.
     */
    default long epoch(PluginContext context) {
        return 0;
    }

    /**
     * As {@link #epoch(PluginContext)}, of what concerns one class: only the rule prepared for this class is dropped when it
     * moves. With the scope {@link Scope#EPOCH} it is asked before each decision and must not allocate; without, only after
     * {@link PluginContext#objectsVersion()} has moved, on which alone it must depend then.
     */
    default long epoch(PodClass podClass, PluginContext context) {
        return epoch(context);
    }
}
