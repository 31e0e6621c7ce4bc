package io.plimsoll.traces.generate;

/** Names with numbers of equal length, so that they sort; {@code String.format} would take most of the time here. */
final class Numbered {

    private Numbered() {}

    static String name(String prefix, int number, int digits) {
        String text = Integer.toString(number);
        StringBuilder name = new StringBuilder(prefix.length() + 1 + digits);
        name.append(prefix).append('-');
        for (int i = text.length(); i < digits; i++) {
            name.append('0');
        }
        return name.append(text).toString();
    }
}
