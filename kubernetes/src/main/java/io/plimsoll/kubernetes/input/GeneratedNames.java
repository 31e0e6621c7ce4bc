package io.plimsoll.kubernetes.input;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Names and identifiers that a cluster would draw at random, drawn here from what they are for, so that the same input
 * gives the same names every time. Of the same form as a cluster's: five letters and digits, without vowels.
 */
public final class GeneratedNames {

    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int LENGTH = 5;
    private static final int LONGEST_NAME = 63;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Set<String> given = new HashSet<>();

    /** Names a thing so that no two of this object are called alike: a prefix, cut if need be, and five letters. */
    public String next(String prefix, String of) {
        int longest = LONGEST_NAME - LENGTH;
        String start = prefix.length() > longest ? prefix.substring(0, longest) : prefix;
        String name = start + letters(of, LENGTH);
        for (int again = 1; !given.add(name); again++) {
            name = start + letters(of + "#" + again, LENGTH);
        }
        return name;
    }

    /** A name that is in use. */
    public void taken(String name) {
        given.add(name);
    }

    /** Letters that stand for a text: equal ones for equal texts. */
    public static String letters(String of, int length) {
        long hash = FNV_OFFSET;
        for (byte b : of.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        hash ^= hash >>> 32;
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(LETTERS.charAt((int) Long.remainderUnsigned(hash, LETTERS.length())));
            hash = Long.divideUnsigned(hash, LETTERS.length());
        }
        return letters.toString();
    }

    /** An identifier of an object that has none. */
    public static String uid(String kind, String namespace, String name) {
        String of = kind + "/" + namespace + "/" + name;
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
