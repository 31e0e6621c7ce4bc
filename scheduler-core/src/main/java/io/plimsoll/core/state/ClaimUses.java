package io.plimsoll.core.state;

import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PodVolume.Claim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many times pods on nodes use each claim that is there for itself. */
public final class ClaimUses {

    /** By namespace and name; in an array, because it is counted in place. */
    private final Map<String, Map<String, int[]>> uses = new HashMap<>();

    ClaimUses() {}

    /** How many volumes of pods on nodes are the claim. */
    public int count(String namespace, String name) {
        @Nullable Map<String, int[]> named = uses.get(namespace);
        int @Nullable [] count = named == null ? null : named.get(name);
        return count == null ? 0 : count[0];
    }

    /** A pod comes to ({@code sign} 1) or leaves (-1) a node. */
    void pod(PodClass pod, int sign) {
        List<PodVolume> volumes = pod.rules().volumes();
        for (int i = 0; i < volumes.size(); i++) {
            if (volumes.get(i) instanceof Claim claim) {
                uses.computeIfAbsent(pod.namespace(), namespace -> new HashMap<>())
                        .computeIfAbsent(claim.name(), name -> new int[1])[0] += sign;
            }
        }
    }

    /** The claims in use, in order, and how often they are. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(uses)
                .forEach((namespace, named) -> new TreeMap<>(named).forEach((name, count) -> {
                    if (count[0] != 0) {
                        text.append(namespace)
                                .append('/')
                                .append(name)
                                .append(' ')
                                .append(count[0])
                                .append(' ');
                    }
                }));
        return text.toString();
    }
}
