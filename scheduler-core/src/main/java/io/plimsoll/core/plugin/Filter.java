package io.plimsoll.core.plugin;

import io.plimsoll.core.state.PodClass;
import java.util.List;

/** A rule that says on which nodes a pod may run. */
public interface Filter extends Plugin {

    /**
     * Prepares the rule for a class of pods. Called once per class (again when the {@link #epoch} moves), so work that
     * depends on the class alone belongs here. The returned objects are asked once per node and must not allocate.
     *
     * @return what to ask of every node, all of which must pass; empty when the rule does not concern the class, which is
     *     then skipped
     */
    List<FilterRule> prepare(PodClass podClass, PluginContext context);

    /**
     * The words for a reason this filter gave.
     *
     * @param bit the index of a bit set in a verdict, 0..46
     * @param podClass the class it was prepared for
     */
    String reason(int bit, PodClass podClass, PluginContext context);
}
