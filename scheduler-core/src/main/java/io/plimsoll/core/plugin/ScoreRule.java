package io.plimsoll.core.plugin;

/** A scorer prepared for one class of pods: a {@link NodeScore} or a {@link NormalisedScore}. */
public sealed interface ScoreRule permits NodeScore, NormalisedScore {}
