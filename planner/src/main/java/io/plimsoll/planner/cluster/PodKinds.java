package io.plimsoll.planner.cluster;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which pods of a cluster are equal but for their names, found once for all its copies. Immutable; may be used by several
 * threads.
 */
public final class PodKinds {

    private static final String ANY = "any";

    private final List<PodSpec> specs = new ArrayList<>();
    private final int[] wanted;
    private final int[] held;

    private PodKinds(PlanCluster plan) {
        Map<PodSpec, Integer> numbers = new HashMap<>();
        wanted = numbers(plan, numbers, PlanPod::wanted);
        held = numbers(plan, numbers, PlanPod::held);
    }

    /** The kinds of a cluster's pods. O(pods). */
    public static PodKinds of(PlanCluster plan) {
        return new PodKinds(plan);
    }

    private int[] numbers(PlanCluster plan, Map<PodSpec, Integer> known, Function<PlanPod, PodSpec> which) {
        int[] kinds = new int[plan.pods().size()];
        for (int i = 0; i < kinds.length; i++) {
            PodSpec spec = which.apply(plan.pods().get(i)).withName(ANY);
            Integer number = known.get(spec);
            if (number == null) {
                number = specs.size();
                known.put(spec, number);
                specs.add(spec);
            }
            kinds[i] = number;
        }
        return kinds;
    }

    /** How many kinds there are. */
    public int count() {
        return specs.size();
    }

    /** A pod of a kind; its name means nothing. */
    public PodSpec spec(int kind) {
        return specs.get(kind);
    }

    /** The kind of a pod as it asks to be placed. */
    public int wanted(int pod) {
        return wanted[pod];
    }

    /** The kind of a pod as it is on its node. */
    public int held(int pod) {
        return held[pod];
    }

    /** What a cluster of the core knows of each kind. */
    public PodTemplate[] templates(Cluster core) {
        PodTemplate[] templates = new PodTemplate[specs.size()];
        for (int kind = 0; kind < templates.length; kind++) {
            templates[kind] = core.template(specs.get(kind));
        }
        return templates;
    }
}
