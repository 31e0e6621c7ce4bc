package io.plimsoll.planner.headroom;

import io.plimsoll.planner.cluster.PlanCluster;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many more pods fit into a cluster.
 *
 * @param cluster the cluster
 * @param rules by which pods are placed
 * @param seed of random draws
 * @param templates by template, each as if no pods of the others came
 * @param mix of all templates together; null when that was not asked
 */
public record HeadroomAnswer(
        PlanCluster cluster,
        String rules,
        long seed,
        List<TemplateRoom> templates,
        @Nullable MixRoom mix) {

    /** Copies its list. */
    public HeadroomAnswer {
        templates = List.copyOf(templates);
    }

    /** Whether at least one more of everything that was asked about fits. */
    public boolean anyFits() {
        return mix == null ? templates.stream().anyMatch(room -> room.pods() > 0) : mix.sets() > 0;
    }
}
