package io.plimsoll.extender.wire;

import java.util.List;
import java.util.Random;

/** Texts of all lengths up to some words of eight bytes, and JSON that spells them with and without escapes and blanks. */
final class RandomNames {

    private static final String LETTERS = "abcxyz0189-./ \\\"\u0007\u00e9\u20ac";

    private RandomNames() {}

    static String some(Random random) {
        int length = random.nextInt(40);
        int letters = random.nextInt(3) == 0 ? LETTERS.length() : 13;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(letters)));
        }
        return text.toString();
    }

    static String json(Random random, List<String> texts) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < texts.size(); i++) {
            json.append(i == 0 ? "" : random.nextInt(5) == 0 ? " ,\n" : ",").append('"');
            boolean escapes = random.nextInt(8) == 0;
            for (char c : texts.get(i).toCharArray()) {
                if (c < ' ' || (escapes && random.nextInt(3) == 0)) {
                    json.append("\\u%04x".formatted((int) c));
                } else {
                    json.append(c == '"' || c == '\\' ? "\\" + c : String.valueOf(c));
                }
            }
            json.append('"');
        }
        return json.append(']').toString();
    }
}
