package io.plimsoll.planner.headroom;

import io.plimsoll.core.policy.NearestName;
import io.plimsoll.planner.cluster.PlanCluster;
import io.plimsoll.planner.cluster.PlanPod;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds a pod of a cluster by what people call it or its workload: {@code deployment/web}, {@code shop/web-5d4f}. */
public final class LikePod {

    private LikePod() {}

    /**
     * A pod of that name, or of the workload of that name.
     *
     * @throws IllegalArgumentException when there is none, or several workloads are meant; in two lines
     */
    public static PlanPod find(String text, PlanCluster cluster) {
        SortedSet<String> owners = new TreeSet<>();
        SortedSet<String> names = new TreeSet<>();
        @Nullable PlanPod found = null;
        for (PlanPod pod : cluster.pods()) {
            names.add(shortName(pod.owner()));
            String full = pod.wanted().namespace() + "/" + pod.wanted().name();
            if (ends(pod.owner(), text) || ends(full, text)) {
                found = found == null ? pod : found;
                owners.add(pod.owner());
            }
        }
        if (found == null) {
            @Nullable String near = NearestName.of(shortName(text), names);
            throw new IllegalArgumentException("The workload or pod (%s) must be in the cluster.%n".formatted(text)
                    + "Maybe " + (near == null ? "it is in another file." : near + " was meant."));
        }
        if (owners.size() > 1) {
            throw new IllegalArgumentException(
                    "The workload or pod (%s) must be one, not %s.%n".formatted(text, String.join(", ", owners))
                            + "Maybe " + owners.first() + " was meant.");
        }
        return found;
    }

    private static boolean ends(String name, String text) {
        String whole = "/" + name.toLowerCase(Locale.ROOT);
        return whole.endsWith("/" + text.toLowerCase(Locale.ROOT));
    }

    private static String shortName(String owner) {
        return owner.substring(owner.lastIndexOf('/') + 1);
    }
}
