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
        JsonScanner scanner = new JsonScanner(bytes, 0, length);
        int podFrom = -1;
        int podEnd = -1;
        int nodesFrom = -1;
        int namesFrom = -1;
        scanner.open('{');
        for (boolean first = true; scanner.next(first, '}'); first = false) {
            int name = scanner.name();
            boolean isPod = scanner.nameIs(name, "pod");
            boolean isNodes = scanner.nameIs(name, "nodes");
            boolean isNames = scanner.nameIs(name, "nodenames");
            boolean isNull = scanner.peek() == 'n';
            int from = isNull ? -1 : scanner.position();
            scanner.skip();
            podFrom = isPod ? from : podFrom;
            podEnd = isPod ? scanner.position() : podEnd;
            nodesFrom = isNodes ? from : nodesFrom;
            namesFrom = isNames ? from : namesFrom;
        }
        scanner.end(length);
        if (podFrom < 0) {
            throw scanner.problem("Pod must be given");
        }
        if ((nodesFrom < 0) == (namesFrom < 0)) {
            throw scanner.problem("one of Nodes and NodeNames must be given");
        }
        return new ExtenderRequest(bytes, podFrom, podEnd, nodesFrom, namesFrom, length);
    }
}
