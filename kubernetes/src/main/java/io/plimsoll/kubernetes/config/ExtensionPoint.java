package io.plimsoll.kubernetes.config;

/** A step of scheduling that plugins take part in, in the order of the steps. */
public enum ExtensionPoint {
    PRE_ENQUEUE("preEnqueue"),
    QUEUE_SORT("queueSort"),
    PRE_FILTER("preFilter"),
    FILTER("filter"),
    POST_FILTER("postFilter"),
    PRE_SCORE("preScore"),
    SCORE("score"),
    RESERVE("reserve"),
    PERMIT("permit"),
    PRE_BIND("preBind"),
    BIND("bind"),
    POST_BIND("postBind");

    private final String field;

    ExtensionPoint(String field) {
        this.field = field;
    }

    /** Its name in a configuration. */
    public String field() {
        return field;
    }
}
