package io.plimsoll.planner.size;

import io.plimsoll.planner.catalogue.Catalogue;
import io.plimsoll.planner.cluster.GrowingCluster;
import io.plimsoll.planner.cluster.SchedulingRules;
import java.util.Set;

/**
 * What is asked.
 *
 * @param cluster the pods that wait and, if wanted, nodes that stay and the pods on them
 * @param rules by which its schedulers decide
 * @param catalogue which nodes may be bought
 * @param headroomPercent how much of the CPU and memory of each new node is to stay free, from 0 to 90
 * @param least how many new nodes there must be at least
 * @param most how many new nodes there may be
 * @param evenZones whether the numbers of new nodes in the catalogue's zones may differ by at most one
 * @param skipImpossible whether pods that fit no node type are left out; if not, there is no plan when there are any
 * @param skipped namespaces and names of pods that are left out
 * @param seed of random draws
 * @param effort how hard to try, see {@code PackingSolver}
 */
public record SizeQuestion(
        GrowingCluster cluster,
        SchedulingRules rules,
        Catalogue catalogue,
        int headroomPercent,
        int least,
        int most,
        boolean evenZones,
        boolean skipImpossible,
        Set<String> skipped,
        long seed,
        long effort) {

    /** Copies its arguments. */
    public SizeQuestion {
        skipped = Set.copyOf(skipped);
    }

    /** The same question without some pods. */
    SizeQuestion without(Set<String> pods) {
        return new SizeQuestion(
                cluster, rules, catalogue, headroomPercent, least, most, evenZones, false, pods, seed, effort);
    }
}
