package io.plimsoll.simulator.engine;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A group of nodes that is there at some time of every day only. A run begins at midnight.
 *
 * @param names which nodes: their names, where {@code *} stands for any text and {@code ?} for one character
 * @param fromMillis when they come, in milliseconds since midnight, below a day
 * @param untilMillis when they go, as before, above 0 and at most a day; when that is the earlier one, they stay over
 *     midnight
 */
public record NodeWindow(String names, long fromMillis, long untilMillis) {

    static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    /** @throws IllegalArgumentException when the times are out of range or leave no time, or no names are given */
    public NodeWindow {
        boolean inRange = fromMillis >= 0 && fromMillis < DAY_MILLIS && untilMillis > 0 && untilMillis <= DAY_MILLIS;
        if (names.isEmpty() || !inRange || fromMillis % DAY_MILLIS == untilMillis % DAY_MILLIS) {
            throw new IllegalArgumentException("The hours (" + fromMillis + " to " + untilMillis + " ms) of nodes ("
                    + names + ") must be two different times of a day, and the names not empty."
                    + System.lineSeparator() + "Maybe spot-*=20:00-06:00 was meant: from eight in the evening to six.");
        }
    }

    /** How long the nodes stay each day. */
    long lengthMillis() {
        return Math.floorMod(untilMillis - fromMillis, DAY_MILLIS);
    }

    /** Whether the nodes are there when a run begins. */
    boolean atMidnight() {
        return fromMillis == 0 || fromMillis > untilMillis;
    }

    Pattern pattern() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < names.length(); i++) {
            char c = names.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(names.substring(i, i + 1)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
