package io.plimsoll.extender.live;

/** Whether a pod may be bound to a node. */
public sealed interface BindVerdict {

    /**
     * It may; its space is held.
     *
     * @param devices the devices it takes, as bits of device indexes
     */
    record Free(long devices) implements BindVerdict {}

    /** It is there already. */
    record Bound() implements BindVerdict {}

    /** It may not. */
    record Refused(String reason) implements BindVerdict {}

    /** It does not fit by what has been told here; kube-scheduler, which says it does, may have been told more. */
    record Ahead() implements BindVerdict {}

    /** Nobody knows what the pod asks for. */
    record Unknown() implements BindVerdict {}

    /** Whether this is an answer, and not a reason to ask again. */
    default boolean isDecision() {
        return !(this instanceof Ahead) && !(this instanceof Unknown);
    }
}
