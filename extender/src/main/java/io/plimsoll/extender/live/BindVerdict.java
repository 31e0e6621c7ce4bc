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

    /** Nobody knows what the pod asks for. */
    record Unknown() implements BindVerdict {}
}
