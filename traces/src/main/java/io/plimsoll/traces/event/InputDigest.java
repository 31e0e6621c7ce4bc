package io.plimsoll.traces.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** The digest of a file as it is, which is read to its end. */
    public static InputDigest of(Path file) throws IOException {
        MessageDigest digest = newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            long bytes = in.transferTo(OutputStream.nullOutputStream());
            return new InputDigest(name(file), HexFormat.of().formatHex(digest.digest()), bytes);
        }
    }

    /** The digest of all bytes of a file, which were read before. */
    public static InputDigest of(Path file, byte[] bytes) {
        return new InputDigest(name(file), HexFormat.of().formatHex(newSha256().digest(bytes)), bytes.length);
    }

    /** A digest of nothing yet. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }
}
