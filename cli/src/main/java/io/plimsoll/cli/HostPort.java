package io.plimsoll.cli;

/** An address to listen at. */
record HostPort(String host, int port) {

    private static final int LARGEST_PORT = 65_535;

    /**
     * Reads {@code HOST:PORT}.
     *
     * @param option the option that has it
     * @param example an address that would be right
     */
    static HostPort parse(String text, String option, String example) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (colon > 0 && port >= 0 && port <= LARGEST_PORT) {
                return new HostPort(text.substring(0, colon), port);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Failure.usage(
                "The address (" + text + ") of " + option + " must be HOST:PORT with a port of 0 to 65535.",
                "Maybe " + example + " was meant.");
    }
}
