package io.plimsoll.core.remedy;

import io.plimsoll.core.engine.Decision;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.Dimensions;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What would help a pod that fits nowhere, and what would send one elsewhere that fits. Every answer was tried out: the pod
 * was decided again after the change, inside a {@link Trial} of which nothing stays.
 *
 * <p>Requests and skews change by as little as helps. Each other demand is one thing that could be dropped. A pod may fit
 * nowhere because of several things at once; then none of these may help, and only pods that leave or new nodes are left, or
 * nothing is. The room that nominated pods of its priority or a higher one need is not its own. Cost: O(nodes) per demand,
 * O(nodes x log of the number) per request, and a bounded number of questions about pods in the way. Not inside a trial.
 */
public final class Remedies {

    /** How often nodes are asked about pods in the way. */
    static final int QUESTIONS = 20_000;

    private static final int MOST_NODES = 3;

    private final Cluster cluster;
    private final Scheduler scheduler;

    /** @param scheduler decides in this cluster */
    public Remedies(Cluster cluster, Scheduler scheduler) {
        this.cluster = cluster;
        this.scheduler = scheduler;
    }

    /**
     * What would help a pod that fits nowhere: changes of requests, terms, nodes and pods in the way, the smallest first, of
     * equal size in that order.
     */
    public List<Remedy> of(PodSpec pod) {
        Places places = new Places(cluster, scheduler);
        List<Remedy> helpful =
                new ArrayList<>(new RequestSearch(cluster, pod, change -> places.fits(change.applyTo(pod))).helpful());
        for (PodChange change : TermSearch.demands(cluster, pod)) {
            if (places.fitsAfter(change, pod)) {
                helpful.add(change);
            }
        }
        addFirst(helpful, NodeSearch.uncordoned(cluster), change -> places.fitsAfter(change, pod));
        addFirst(helpful, new PodSearch(places, pod, any -> true).helpful(QUESTIONS), change -> true);
        addFirst(helpful, NodeSearch.more(cluster, 1), change -> places.takenByNew(change, pod));
        helpful.sort(Comparator.comparingLong(Remedy::sizeMilli));
        return List.copyOf(helpful);
    }

    /**
     * What would send a pod that fits elsewhere: a wish or toleration dropped, more of a request than its node has free, or its
     * node cordoned. Changes after which it goes to the same node, or fits nowhere, are left out.
     *
     * @param nominated the name of the node the pod has in prospect, where it goes if it fits; empty when there is none
     */
    public List<Alternative> elsewhere(PodSpec pod, String nominated) {
        @Nullable String now = decide(pod, nominated);
        if (now == null) {
            return List.of();
        }
        List<Remedy> changes = new ArrayList<>(TermSearch.wishes(pod));
        changes.addAll(moreThanFree(pod, cluster.nodes().find(now)));
        changes.add(new ClusterChange.Cordoned(now));
        List<Alternative> alternatives = new ArrayList<>();
        for (Remedy change : changes) {
            @Nullable String then;
            try (Trial trial = scheduler.openTrial()) {
                then = decide(change.apply(cluster, pod), nominated);
            }
            if (then != null && !then.equals(now)) {
                alternatives.add(new Alternative(change, then));
            }
        }
        return List.copyOf(alternatives);
    }

    private List<PodChange> moreThanFree(PodSpec pod, int node) {
        NodeTable nodes = cluster.nodes();
        PodClass podClass = cluster.decidedClass(pod);
        List<PodChange> changes = new ArrayList<>();
        for (int dimension : podClass.requestedDimensions()) {
            long more = nodes.free(dimension, node) + 1;
            if (dimension != Dimensions.PODS && more <= Resources.MAX_QUANTITY) {
                changes.add(new PodChange.Requested(
                        cluster.dimensions().name(dimension), podClass.request(dimension), more));
            }
        }
        return changes;
    }

    private @Nullable String decide(PodSpec pod, String nominated) {
        int own = cluster.nodes().find(nominated);
        if (own >= 0 && scheduler.fits(cluster.decidedClass(pod), pod.priority(), own)) {
            return nominated;
        }
        return scheduler.decision(pod) instanceof Decision.Bound bound ? bound.node() : null;
    }

    /** Adds the first few changes that help. */
    static <T> void addFirst(List<? super T> helpful, List<T> changes, Predicate<T> helps) {
        int added = 0;
        for (int i = 0; i < changes.size() && added < MOST_NODES; i++) {
            if (helps.test(changes.get(i))) {
                helpful.add(changes.get(i));
                added++;
            }
        }
    }
}
