package io.plimsoll.traces.event;

import java.util.regex.Pattern;

/**
 * Which bytes a trace was read from, so that a result can name its input. Taken after decompression: the same rows give
 * the same digest, packed or not.
 *
 * @param file the name of the file, without its folder
 * @param sha256 SHA-256 of the decompressed bytes, 64 lower-case hexadecimal digits
 * @param bytes number of decompressed bytes
 */
public record InputDigest(String file, String sha256, long bytes) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException when the digest is not 64 hexadecimal digits */
    public InputDigest {
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "The digest (%s) of file (%s) must be 64 lower-case hexadecimal digits.%n".formatted(sha256, file)
                            + "Maybe it is of another algorithm than SHA-256.");
        }
    }
}
