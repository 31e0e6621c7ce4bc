package io.plimsoll.core.model;

import org.jspecify.annotations.Nullable;

/**
 * What rules read of a persistent volume claim.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its unique id; empty when it is not known
 * @param kind what it asks for
 * @param requestBytes the size it asks for, or null
 * @param selector labels the volume must have, or null
 * @param volume name of the volume it has or is to have; empty for none yet
 * @param state how far it is
 * @param selectedNode the node for which its volume is being made, or null
 * @param ownerUid unique id of the object that controls it; empty for none
 */
public record VolumeClaim(
        String namespace,
        String name,
        String uid,
        VolumeKind kind,
        @Nullable Long requestBytes,
        @Nullable LabelSelector selector,
        String volume,
        State state,
        @Nullable String selectedNode,
        String ownerUid) {

    /** How far a claim is. */
    public enum State {
        /** It waits for a volume. */
        UNBOUND,
        /** It has its volume. */
        BOUND,
        /** The volume it had is gone. */
        LOST,
        /** It is being deleted. */
        DELETING
    }

    /** @throws IllegalArgumentException when a name is empty */
    public VolumeClaim {
        Require.text("namespace of a claim", namespace);
        Require.text("name of a claim", name);
    }

    /** The size it asks for; 0 when it does not say. */
    public long bytes() {
        return requestBytes == null ? 0 : requestBytes;
    }

    /** Whether it belongs to a single pod at a time. */
    public boolean isForOnePod() {
        return kind.accessModes().contains(VolumeKind.READ_WRITE_ONCE_POD);
    }
}
