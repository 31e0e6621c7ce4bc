package io.plimsoll.extender.live;

import org.jspecify.annotations.Nullable;

/** How the service takes part in a decision. */
public enum Mode {
    /**
     * Filter leaves out nodes that do not fit, prioritize scores the rest, and kube-scheduler chooses. Nothing is held, because nobody
     * says what was chosen.
     */
    FILTER_PRIORITIZE("filter+prioritize"),
    /** Filter answers with the one node that is to be taken, and its space is held for the pod until the binding is seen. */
    PICK_ONE("pick-one"),
    /** Filter passes every node; prioritize scores those that fit. */
    SCORE_ONLY("score-only");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** The mode that is written so; null when none is. */
    public static @Nullable Mode of(@Nullable String word) {
        for (Mode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        return null;
    }

    /** As it is written in options. */
    @Override
    public String toString() {
        return word;
    }
}
