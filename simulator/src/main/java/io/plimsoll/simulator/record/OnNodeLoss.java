package io.plimsoll.simulator.record;

/** What happens to the pods of a node that fails. The pods of one that leaves as planned always move. */
public enum OnNodeLoss {
    /** They wait again, in their old place by priority and arrival. */
    RESUBMIT("resubmit"),
    /** They end with their node: nobody misses them. */
    KILL("kill"),
    /** They are gone, too, but their owners go on missing them: to a disruption budget each is unavailable for good. */
    LOSE("lose");

    private final String text;

    OnNodeLoss(String text) {
        this.text = text;
    }

    /** The word on the command line and in {@code run.json}. */
    public String text() {
        return text;
    }
}
