package io.plimsoll.core.plugin;

/** A scorer prepared for one class of pods: a {@link NodeScore} or a {@link GroupScore}. */
public sealed interface ScoreRule permits NodeScore, GroupScore {

    /** Whether there is nothing now for which nodes could score; a scorer of which this is true is told as skipped. */
    default boolean idle() {
        return false;
    }
}
