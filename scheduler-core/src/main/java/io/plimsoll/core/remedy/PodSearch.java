package io.plimsoll.core.remedy;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.remedy.ClusterChange.PodAway;
import io.plimsoll.core.remedy.ClusterChange.PodsAway;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.PodTable;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The pods that are in the way on nodes that would take the pod if they were empty. One pod alone is searched for among all pods
 * of a node; several are those that cannot be put back once all are gone, the ones of highest priority put back first, so
 * that none of them could stay. Which set is the smallest of all is not searched for: that is a knapsack per node.
 */
final class PodSearch {

    private static final Comparator<PodsAway> FEWEST_AND_LEAST = Comparator.comparingInt(
                    (PodsAway away) -> away.pods().size())
            .thenComparingInt(away -> highest(away.pods()));

    private final Places places;
    private final Cluster cluster;
    private final PodClass podClass;
    private final int priority;
    private final IntPredicate mayLeave;
    private int questions;

    /** @param mayLeave which pods may be in the way, by number */
    PodSearch(Places places, PodSpec pod, IntPredicate mayLeave) {
        this.places = places;
        this.cluster = places.cluster;
        this.podClass = cluster.decidedClass(pod);
        this.priority = pod.priority();
        this.mayLeave = mayLeave;
    }

    /**
     * What helps: on each node the fewest pods found, fewest first, of equally many those of lower priority.
     *
     * @param most how many times a node may be asked at the most; then the search ends with what it has
     */
    List<PodsAway> helpful(int most) {
        questions = most;
        NodeTable nodes = cluster.nodes();
        List<PodsAway> helpful = new ArrayList<>();
        for (int node = 0; node < nodes.slots() && questions > 0; node++) {
            List<Integer> there = nodes.exists(node) ? podsOn(node) : List.of();
            @Nullable List<Integer> away = there.isEmpty() ? null : away(node, there);
            if (away != null) {
                List<PodAway> pods =
                        away.stream().map(pod -> PodAway.of(cluster, pod)).toList();
                helpful.add(new PodsAway(pods));
            }
        }
        helpful.sort(FEWEST_AND_LEAST);
        return helpful;
    }

    private @Nullable List<Integer> away(int node, List<Integer> there) {
        if (!fitsWithout(node, there)) {
            return null;
        }
        for (int i = there.size() - 1; i >= 0; i--) {
            if (fitsWithout(node, List.of(there.get(i)))) {
                return List.of(there.get(i));
            }
        }
        return notPutBack(node, there);
    }

    private List<Integer> notPutBack(int node, List<Integer> there) {
        List<Integer> away = new ArrayList<>();
        try (Trial trial = places.scheduler.openTrial()) {
            List<Long> devices = new ArrayList<>();
            for (int pod : there) {
                devices.add(cluster.pods().devices(pod));
                cluster.unbind(pod);
            }
            for (int i = 0; i < there.size(); i++) {
                cluster.bind(there.get(i), node, devices.get(i));
                if (!fits(node)) {
                    cluster.unbind(there.get(i));
                    away.add(there.get(i));
                }
            }
        }
        return away;
    }

    private boolean fitsWithout(int node, List<Integer> pods) {
        try (Trial trial = places.scheduler.openTrial()) {
            pods.forEach(cluster::unbind);
            return fits(node);
        }
    }

    private boolean fits(int node) {
        questions--;
        return places.scheduler.fits(podClass, priority, node);
    }

    /** The pods on a node: of higher priority first, then those that came first. */
    private List<Integer> podsOn(int node) {
        PodTable pods = cluster.pods();
        List<Integer> there = new ArrayList<>();
        for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
            if (mayLeave.test(pod)) {
                there.add(0, pod);
            }
        }
        there.sort(Comparator.comparingInt(
                        (Integer pod) -> pods.template(pod).spec().priority())
                .reversed());
        return there;
    }

    private static int highest(List<PodAway> pods) {
        return pods.stream().mapToInt(PodAway::priority).max().orElse(Integer.MIN_VALUE);
    }
}
