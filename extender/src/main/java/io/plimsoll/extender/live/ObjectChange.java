package io.plimsoll.extender.live;

/**
 * One object of the API server as it is now, or that it is gone, in the words of a Kubernetes watch.
 *
 * @param type {@code ADDED} for one of a list, {@code MODIFIED} for one that a watch told, {@code DELETED}
 * @param kind the plural of its kind, in lower case
 * @param key its UID for pods, else namespace and name
 * @param json the object without what no rule reads; of one that is gone what identifies it. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // goes through a queue and into a file as it is; nobody compares it
public record ObjectChange(String type, String kind, String key, byte[] json) {

    /** An object of a list. */
    public static final String ADDED = "ADDED";

    /** An object that a watch told. */
    public static final String MODIFIED = "MODIFIED";

    /** An object that is gone. */
    public static final String DELETED = "DELETED";

    /** Whether the object is gone. */
    public boolean isDeleted() {
        return type.equals(DELETED);
    }
}
