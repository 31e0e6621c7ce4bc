package io.plimsoll.planner.size;

import io.plimsoll.planner.cluster.PlanPod;
import io.plimsoll.planner.packing.Packing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Reads out of a packing how many nodes of each offer there are and which node each pod is meant for. */
final class Wishes {

    private final SizeProblem problem;
    private final int offers;
    /** Per item kind of the packing, its pods that are not meant for a node yet. */
    private final List<Iterator<PlanPod>> left = new ArrayList<>();

    private final List<SizeProblem.Part> parts;
    private final int[] usedOfGroup;

    Wishes(SizeProblem problem, int offers, List<SizeProblem.Part> parts) {
        this.problem = problem;
        this.offers = offers;
        this.parts = parts;
        usedOfGroup = new int[problem.ownGroups.size()];
        int[] from = new int[problem.kinds.size()];
        for (SizeProblem.Part part : parts) {
            List<PlanPod> pods = problem.kinds.get(part.kind()).pods();
            int start = from[part.kind()];
            from[part.kind()] += part.count();
            left.add(pods.subList(start, start + part.count()).iterator());
        }
    }

    /**
     * Reads.
     *
     * @param counts gets how many nodes of each offer there are
     * @param wished gets the name of its node for each pod
     */
    void read(Packing packing, int[] counts, Map<String, String> wished, List<Offer> all) {
        packing.bins().forEach((content, times) -> {
            for (int i = 0; i < times; i++) {
                String node;
                if (content.type() < offers) {
                    int offer = leastUsedZone(content, counts, all);
                    node = all.get(offer).node(++counts[offer]).name();
                } else {
                    int group = content.type() - offers;
                    node = problem.nameOfOwn(problem.ownGroups.get(group).get(usedOfGroup[group]++));
                }
                for (int k = 0; k < content.kinds().size(); k++) {
                    for (int c = 0; c < content.counts().get(k); c++) {
                        wished.put(left.get(content.kinds().get(k)).next().fullName(), node);
                    }
                }
            }
        });
    }

    /** The same type in the zone that has the fewest nodes so far, of those where the pods may go, too. */
    private int leastUsedZone(Packing.Content content, int[] counts, List<Offer> all) {
        Map<String, Integer> inZone = new HashMap<>();
        for (int offer = 0; offer < offers; offer++) {
            inZone.merge(all.get(offer).zone(), counts[offer], Integer::sum);
        }
        int best = content.type();
        for (int offer = 0; offer < offers; offer++) {
            boolean alike = all.get(offer).type().equals(all.get(content.type()).type());
            int fewer = inZone.getOrDefault(all.get(offer).zone(), 0)
                    - inZone.getOrDefault(all.get(best).zone(), 0);
            if (alike && fewer < 0 && mayGo(content, offer)) {
                best = offer;
            }
        }
        return best;
    }

    private boolean mayGo(Packing.Content content, int offer) {
        for (int item : content.kinds()) {
            if (parts.get(item).zone() != null
                    || !problem.isAllowed(parts.get(item).kind(), offer)) {
                return false;
            }
        }
        return true;
    }
}
