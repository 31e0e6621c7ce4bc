package io.plimsoll.kubernetes.model;

import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.SpreadConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Topology spread constraints, with the labels that {@code matchLabelKeys} names as part of the selector. */
public final class SpreadConverter {

    private SpreadConverter() {}

    /** The constraint as it is for a pod with these labels. */
    public static SpreadConstraint convert(TopologySpreadConstraint constraint, Map<String, String> labels) {
        @Nullable Integer minDomains = constraint.getMinDomains();
        return new SpreadConstraint(
                constraint.getTopologyKey(),
                constraint.getMaxSkew(),
                selector(constraint, labels),
                "DoNotSchedule".equals(constraint.getWhenUnsatisfiable()),
                minDomains == null ? 1 : minDomains,
                !"Ignore".equals(constraint.getNodeAffinityPolicy()),
                "Honor".equals(constraint.getNodeTaintsPolicy()));
    }

    private static LabelSelector selector(TopologySpreadConstraint constraint, Map<String, String> labels) {
        LabelSelector written = Selectors.labels(constraint.getLabelSelector());
        List<Requirement> added = new ArrayList<>();
        for (String key : constraint.getMatchLabelKeys()) {
            @Nullable String value = labels.get(key);
            if (value != null) {
                added.add(Requirement.of(key, Operator.IN, Set.of(value)));
            }
        }
        if (added.isEmpty()) {
            return written;
        }
        if (written.equals(LabelSelector.NOTHING)) {
            return new LabelSelector(new TreeMap<>(), added);
        }
        added.addAll(0, written.requirements());
        return new LabelSelector(written.matchLabels(), added);
    }
}
