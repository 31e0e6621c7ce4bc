package io.plimsoll.core.engine;

/** Is told why nodes refuse a class of pods, see {@link Scheduler#refusals}. */
@FunctionalInterface
public interface RefusalListener {

    /**
     * Some nodes are refused for a reason. A node that has several is told with each of them.
     *
     * @param reason in the words of {@link Decision.Unschedulable#reasons()}
     * @param nodes how many of the nodes this is; others may follow for the same reason
     */
    void refused(String reason, int nodes);
}
