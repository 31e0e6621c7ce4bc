package io.plimsoll.core.model;

/**
 * A mark on a node that keeps pods away which do not tolerate it.
 *
 * @param key not empty
 * @param value may be empty
 * @param effect what happens to pods that do not tolerate it
 */
public record Taint(String key, String value, Effect effect) {

    /** The taint that every pod sees on a cordoned node. */
    public static final Taint UNSCHEDULABLE = new Taint("node.kubernetes.io/unschedulable", "", Effect.NO_SCHEDULE);

    /** @throws IllegalArgumentException when the key is empty */
    public Taint {
        Require.text("taint key", key);
    }

    /** Whether the taint forbids pods that do not tolerate it, as opposed to making the node less wanted. */
    public boolean forbids() {
        return effect != Effect.PREFER_NO_SCHEDULE;
    }

    /** What happens to pods that do not tolerate a taint. */
    public enum Effect {
        /** New ones do not come. */
        NO_SCHEDULE,
        /** New ones rather go elsewhere. */
        PREFER_NO_SCHEDULE,
        /** New ones do not come, and those that are there leave. */
        NO_EXECUTE
    }
}
