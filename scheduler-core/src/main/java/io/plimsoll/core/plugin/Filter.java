package io.plimsoll.core.plugin;

import io.plimsoll.core.state.PodClass;
import java.util.List;

/** A rule that says on which nodes a pod may run. */
public interface Filter extends Plugin {

    /**
     * Prepares the rule for a class of pods. Called once per class (again when the {@link #epoch} moves), so work that
     * depends on the class alone belongs here. The returned objects are asked once per node and must not allocate.
     *
     * @return what to ask of every node, all of which must pass, and of which the first that does not gives the reasons;
     *     empty when the rule does not concern the class, which is then skipped
     */
    List<FilterRule> prepare(PodClass podClass, PluginContext context);

    /**
     * Whether something that happened could change a refusal of this filter: whether a pod that it refused everywhere is
     * worth another attempt (kube-scheduler's queueing hints). Says yes when in doubt: a pod that waits for an event of
     * which its filter knows nothing waits long.
     *
     * @param podClass the class of the pod that waits, as it is now
     */
    default boolean mayHelp(ClusterEvent event, PodClass podClass, PluginContext context) {
        return true;
    }

    /**
     * The words for a reason this filter gave.
     *
     * @param bit the index of a bit set in a verdict, 0..46
     * @param podClass the class it was prepared for
     */
    String reason(int bit, PodClass podClass, PluginContext context);
}
