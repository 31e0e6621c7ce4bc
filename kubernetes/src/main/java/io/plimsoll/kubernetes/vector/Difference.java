package io.plimsoll.kubernetes.vector;

/**
 * Something that the core answers otherwise than kube-scheduler.
 *
 * @param plugin the plugin, or {@link #EVENT} or {@link #TOTAL}
 * @param caseName the case
 * @param caseSize how much there is to understand in it
 * @param node the node, empty for what is said of the pod as a whole
 * @param field which field of the answer
 * @param expected what kube-scheduler says
 * @param actual what the core says
 */
record Difference(
        String plugin, String caseName, int caseSize, String node, String field, String expected, String actual) {

    /** In the place of a plugin: who would have to leave each node. */
    static final String PREEMPTION = "victims of preemption";
    /** In the place of a plugin: the sentence of the event. */
    static final String EVENT = "event";
    /** In the place of a plugin: which nodes are feasible, why not, and the totals. */
    static final String TOTAL = "total";

    /** Whether kube-scheduler failed instead of saying anything about the pod. */
    boolean isError() {
        return expected.startsWith("Error ");
    }

    @Override
    public String toString() {
        String where = node.isEmpty() ? caseName : caseName + ", node " + node;
        return where + ", " + field + ": expected " + expected + ", but was " + actual;
    }
}
