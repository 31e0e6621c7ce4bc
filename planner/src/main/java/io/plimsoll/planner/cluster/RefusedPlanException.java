package io.plimsoll.planner.cluster;

/** A plan does not hold when its pods are placed again. It must not be shown to anybody. */
public final class RefusedPlanException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param why what speaks against it */
    public RefusedPlanException(String pod, String node, String why) {
        super("The pod (%s) of the plan must fit on node (%s): %s.%n".formatted(pod, node, why)
                + "Maybe this is a mistake in Plimsoll; the plan was refused and nothing was written.");
    }
}
