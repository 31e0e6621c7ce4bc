package io.plimsoll.core.rule;

import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.VolumeClaim;
import org.jspecify.annotations.Nullable;

/** What the rules about volumes say in the same way. */
final class Claims {

    private Claims() {}

    /** The name of the claim that a volume is, or null. */
    static @Nullable String name(PodVolume volume) {
        if (volume instanceof PodVolume.Claim claim) {
            return claim.name();
        }
        return volume instanceof PodVolume.Ephemeral claim ? claim.name() : null;
    }

    static String notFound(String claim) {
        return "persistentvolumeclaim \"" + claim + "\" not found";
    }

    /** Why a claim is not one made for the pod, or null when it is or need not be. */
    static @Nullable String notOwned(PodVolume volume, VolumeClaim claim) {
        if (!(volume instanceof PodVolume.Ephemeral ephemeral) || ephemeral.owns(claim)) {
            return null;
        }
        String namespace = claim.namespace() + "/";
        return "PVC " + namespace + claim.name() + " was not created for pod " + namespace + ephemeral.pod()
                + " (pod is not owner)";
    }
}
