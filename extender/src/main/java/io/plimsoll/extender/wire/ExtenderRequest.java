package io.plimsoll.extender.wire;

/**
 * The envelope of a filter or prioritize request (Go type ExtenderArgs), as ranges of its bytes. Names of members are compared
 * without regard to case, unknown members are passed, of several of one name the last counts, as Go's decoder has it.
 *
 * @param bytes the body; not to be changed
 * @param podFrom where the pod begins
 * @param podEnd one behind the pod
 * @param nodesFrom where the list of whole nodes begins; -1 when it is null or absent
 * @param namesFrom where the list of node names begins; -1 when it is null or absent
 * @param end one behind the last byte of the body
 */
@SuppressWarnings("ArrayRecordComponent") // a view of the body, which lives as long as the request
public record ExtenderRequest(byte[] bytes, int podFrom, int podEnd, int nodesFrom, int namesFrom, int end) {

    /**
     * Reads an envelope. What stands behind the first JSON value must be blank.
     *
     * @throws MalformedRequestException when it is not JSON, has no pod, or neither or both lists of nodes
     */
    public static ExtenderRequest of(byte[] bytes, int length) throws MalformedRequestException {
        Envelope envelope =
                Envelope.of(bytes, length, "nodes", "nodenames", "one of Nodes and NodeNames must be given");
        return new ExtenderRequest(
                bytes, envelope.podFrom(), envelope.podEnd(), envelope.wholeFrom(), envelope.namesFrom(), length);
    }
}
