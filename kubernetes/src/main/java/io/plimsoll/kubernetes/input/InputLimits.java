package io.plimsoll.kubernetes.input;

/**
 * How much an input may ask of the reader, so that no file, however made, exhausts memory or time.
 *
 * @param bytes of one file, or of one entry of an archive, unpacked
 * @param archiveBytes of all that one archive unpacks to
 * @param entries of one archive, and files of one folder
 * @param depth of objects and lists in each other
 * @param aliasedValues values that the aliases of one YAML document stand for in all
 */
public record InputLimits(long bytes, long archiveBytes, int entries, int depth, int aliasedValues) {

    /** What fits a dump of a cluster with thousands of nodes. */
    public static final InputLimits USUAL = new InputLimits(1L << 30, 4L << 30, 100_000, 100, 1_000_000);
}
