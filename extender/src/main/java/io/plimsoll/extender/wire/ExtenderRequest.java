package io.plimsoll.extender.wire;

/**
 * The envelope of a filter or prioritize request (Go type ExtenderArgs). Names of members are compared without regard to case, unknown
 * members are passed, of several of one name the last counts, as Go's decoder has it.
 *
 * @param bytes the body; not to be changed
 * @param podFrom where the pod begins
 * @param podEnd one behind the pod
 */
@SuppressWarnings("ArrayRecordComponent") // a view of the body, which lives as long as the request
public record ExtenderRequest(byte[] bytes, int podFrom, int podEnd) {

    /**
     * Reads an envelope, and the nodes that it offers into a list. What stands behind the first JSON value must be blank.
     *
     * @throws MalformedRequestException when it is not JSON, has no pod, or neither or both lists of nodes
     */
    public static ExtenderRequest of(byte[] bytes, int length, OfferedList offered) throws MalformedRequestException {
        Envelope envelope = Envelope.of(
                bytes, length, "nodes", "nodenames", "one of Nodes and NodeNames must be given", offered.reader(bytes));
        return new ExtenderRequest(bytes, envelope.podFrom(), envelope.podEnd());
    }
}
