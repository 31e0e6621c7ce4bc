package io.plimsoll.planner.cluster;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What things are called in what leaves the house: by their names, or by hashes of them. A hash is keyed by a salt, so that
 * the same name is the same hash in every report of that salt, and nobody without it can try names out. Not thread-safe.
 */
public final class Names {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 5;
    /** What reasons quote, and the claims that they name without quotes. */
    private static final Pattern NAMED = Pattern.compile("\"([^\"]*)\"|(?<=PVC )([^\\s:]+)");

    private final @Nullable Mac mac;

    private Names(@Nullable Mac mac) {
        this.mac = mac;
    }

    /** Things are called by their names. */
    public static Names plain() {
        return new Names(null);
    }

    /**
     * Things are called by hashes.
     *
     * @param salt the key, not empty
     */
    public static Names hashed(String salt) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return new Names(mac);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }

    /** Whether things are called by hashes. */
    public boolean hashes() {
        return mac != null;
    }

    /**
     * What a thing is called.
     *
     * @param kind what it is, in front of a hash: {@code node}
     * @param name its name; an empty one stays empty
     */
    public String of(String kind, String name) {
        if (mac == null || name.isEmpty()) {
            return name;
        }
        byte[] hash = mac.doFinal((kind + "\n" + name).getBytes(StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder(kind).append('-');
        for (int i = 0; i < BYTES; i++) {
            text.append(Character.forDigit(hash[i] >> 4 & 0xf, 16)).append(Character.forDigit(hash[i] & 0xf, 16));
        }
        return text.toString();
    }

    /** A reason that a rule gave, with what it names. */
    public String reason(String words) {
        if (mac == null) {
            return words;
        }
        Matcher named = NAMED.matcher(words);
        return named.replaceAll(match -> Matcher.quoteReplacement(of("object", match.group())));
    }
}
