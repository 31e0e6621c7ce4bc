package io.plimsoll.simulator.compare;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What no policy can beat, so that a reader sees how far from perfect the best one is; see {@link PooledTrace}. */
public enum Bound {
    /** A cluster of as many nodes as it takes: every pod runs when it arrives. */
    INFINITE("bound:infinite"),
    /** The cluster as one big node: pods can be cut into pieces, so that nothing is in the wrong place. */
    FRACTIONAL("bound:fractional");

    private final String text;

    Bound(String text) {
        this.text = text;
    }

    /** How it is written among policies. */
    public String text() {
        return text;
    }

    /** The bound that is written so, or null. */
    static @Nullable Bound find(String text) {
        for (Bound bound : values()) {
            if (bound.text.equals(text)) {
                return bound;
            }
        }
        return null;
    }

    static List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Bound bound : values()) {
            texts.add(bound.text);
        }
        return texts;
    }
}
