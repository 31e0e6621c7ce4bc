package io.plimsoll.core.plugin;

import io.plimsoll.core.state.PodClass;
import java.util.List;

/** A rule that says which of the feasible nodes are better. */
public interface Scorer extends Plugin {

    /** The highest score; scores are between 0 and this. Higher is better. */
    long maximum();

    /**
     * Prepares the rule for a class of pods, as {@link Filter#prepare} does.
     *
     * @return what to ask of every node, at most one rule; empty when all nodes are equally good (score 0) for the class
     */
    List<ScoreRule> prepare(PodClass podClass, PluginContext context);
}
