package io.plimsoll.kubernetes.vector;

import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.plugin.FilterRule;
import io.plimsoll.core.plugin.NodeFilter;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Refusal;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.NodeTable;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of every node what kube-scheduler's plugin said: in the place of a plugin that is not modelled. */
final class StandInFilter implements Filter {

    private final String name;
    private final Answer answer;
    private final List<String> reasons = new ArrayList<>();

    StandInFilter(String name, Answer answer) {
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
    public List<FilterRule> prepare(PodClass podClass, PluginContext context) {
        Answer.@Nullable Status before = answer.beforeFilter(name);
        if (before != null && before.code().equals(Answer.SKIP)) {
            return List.of();
        }
        if (before != null && !before.code().equals(Answer.SUCCESS)) {
            return List.of(new Refusal(verdict(before)));
        }
        NodeTable nodes = context.nodes();
        Map<Integer, Long> verdicts = new HashMap<>();
        for (int node = 0; node < nodes.slots(); node++) {
            Answer.@Nullable Status status = answer.filter(nodes.name(node), name);
            verdicts.put(node, status == null ? FilterRule.PASS : verdict(status));
        }
        NodeFilter rule = node -> verdicts.getOrDefault(node, FilterRule.PASS);
        return List.of(rule);
    }

    @Override
    public String reason(int bit, PodClass podClass, PluginContext context) {
        return reasons.get(bit);
    }

    private long verdict(Answer.Status status) {
        long verdict = status.code().equals(Answer.UNRESOLVABLE) ? FilterRule.UNRESOLVABLE : FilterRule.PASS;
        for (String reason : status.reasons()) {
            int bit = reasons.indexOf(reason);
            if (bit < 0) {
                bit = reasons.size();
                reasons.add(reason);
            }
            verdict |= 1L << bit;
        }
        return verdict;
    }
}
