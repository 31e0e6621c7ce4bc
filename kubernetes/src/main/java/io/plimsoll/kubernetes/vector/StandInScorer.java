package io.plimsoll.kubernetes.vector;

import io.plimsoll.core.plugin.NodeScore;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scores every node as kube-scheduler's plugin did: in the place of a plugin that is not modelled. */
final class StandInScorer implements Scorer {

    private static final long MAXIMUM = 100;

    private final String name;
    private final Answer answer;

    StandInScorer(String name, Answer answer) {
        this.name = name;
        this.answer = answer;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.STATIC);
    }

    @Override
    public long maximum() {
        return MAXIMUM;
    }

    @Override
    public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
        Answer.@Nullable Status before = answer.beforeScore(name);
        if (before != null && before.code().equals(Answer.SKIP)) {
            return List.of();
        }
        NodeTable nodes = context.nodes();
        Map<Integer, Long> scores = new HashMap<>();
        for (int node = 0; node < nodes.slots(); node++) {
            Answer.@Nullable Score score = answer.score(nodes.name(node), name);
            scores.put(node, score == null ? 0 : score.normalised());
        }
        NodeScore rule = node -> scores.getOrDefault(node, 0L);
        return List.of(rule);
    }
}
