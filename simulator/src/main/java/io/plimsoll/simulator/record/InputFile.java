package io.plimsoll.simulator.record;

import io.plimsoll.traces.event.InputDigest;

/**
 * One file that a run read.
 *
 * @param file file name without its folder: where it lay varies from machine to machine
 * @param bytes size in bytes
 * @param sha256 digest of its bytes as read, in lower-case hexadecimal
 */
public record InputFile(String file, long bytes, String sha256) {

    /** A file of a trace, or any other. */
    public static InputFile of(InputDigest digest) {
        return new InputFile(digest.file(), digest.bytes(), digest.sha256());
    }

    /** @throws IllegalArgumentException when the size is negative or the digest is not one of SHA-256 */
    public InputFile {
        Require.notNegative("size of input file (" + file + ")", bytes);
        Require.that(
                sha256.matches("[0-9a-f]{64}"),
                "The digest (" + sha256 + ") of input file (" + file + ") must be 64 hexadecimal digits.",
                "another digest than SHA-256 was used.");
    }
}
