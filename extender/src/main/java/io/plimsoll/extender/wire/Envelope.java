package io.plimsoll.extender.wire;

/**
 * A request about a pod that comes in one of two forms, as ranges of its bytes. Names of members are compared without regard to
 * case, unknown members are passed, of several of one name the last counts, as Go's decoder has it.
 *
 * @param podFrom where the pod begins
 * @param podEnd one behind the pod
 * @param wholeFrom where the member with whole objects begins; -1 when it is null or absent
 * @param namesFrom where the member with their names alone begins; -1 when it is null or absent
 */
record Envelope(int podFrom, int podEnd, int wholeFrom, int namesFrom) {

    /** Reads what a request is about besides the pod; each method reads one value. */
    interface Members {

        /** Reads whole objects. */
        void whole(JsonScanner scanner) throws MalformedRequestException;

        /** Reads their names. */
        void names(JsonScanner scanner) throws MalformedRequestException;
    }

    /** Passes over both, to be read later. */
    static final Members LATER = new Members() {
        @Override
        public void whole(JsonScanner scanner) throws MalformedRequestException {
            scanner.skip();
        }

        @Override
        public void names(JsonScanner scanner) throws MalformedRequestException {
            scanner.skip();
        }
    };

    /**
     * Reads an envelope. What stands behind the first JSON value must be blank.
     *
     * @param whole the name of the member with whole objects, in lower case
     * @param names the name of the one with their names, in lower case
     * @param oneOfThem what is said when there are neither or both
     * @param members reads those two members as they are met
     * @throws MalformedRequestException when it is not JSON, has no pod, or neither or both of the two members
     */
    static Envelope of(byte[] bytes, int length, String whole, String names, String oneOfThem, Members members)
            throws MalformedRequestException {
        JsonScanner scanner = new JsonScanner(bytes, 0, length);
        int podFrom = -1;
        int podEnd = -1;
        int wholeFrom = -1;
        int namesFrom = -1;
        boolean wholeRead = false;
        boolean namesRead = false;
        scanner.open('{');
        for (boolean first = true; scanner.next(first, '}'); first = false) {
            int name = scanner.name();
            boolean isPod = scanner.nameIs(name, "pod");
            boolean isWhole = scanner.nameIs(name, whole);
            boolean isNames = scanner.nameIs(name, names);
            boolean isNull = scanner.peek() == 'n';
            int from = isNull ? -1 : scanner.position();
            if (isWhole && !isNull) {
                members.whole(scanner);
                wholeRead = true;
            } else if (isNames && !isNull) {
                members.names(scanner);
                namesRead = true;
            } else {
                scanner.skip();
            }
            podFrom = isPod ? from : podFrom;
            podEnd = isPod ? scanner.position() : podEnd;
            wholeFrom = isWhole ? from : wholeFrom;
            namesFrom = isNames ? from : namesFrom;
        }
        scanner.end(length);
        if (podFrom < 0) {
            throw scanner.problem("Pod must be given");
        }
        if ((wholeFrom < 0) == (namesFrom < 0)) {
            throw scanner.problem(oneOfThem);
        }
        if (wholeRead && namesRead) {
            // One of them came again as null: the other counts, whichever was read last.
            JsonScanner again = new JsonScanner(bytes, Math.max(wholeFrom, namesFrom), length);
            if (wholeFrom >= 0) {
                members.whole(again);
            } else {
                members.names(again);
            }
        }
        return new Envelope(podFrom, podEnd, wholeFrom, namesFrom);
    }
}
