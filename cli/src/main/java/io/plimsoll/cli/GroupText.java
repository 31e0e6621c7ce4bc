package io.plimsoll.cli;

import io.plimsoll.core.remedy.GroupRemedy;
import io.plimsoll.core.remedy.GroupRemedy.Minimum;
import io.plimsoll.core.remedy.GroupRemedy.MoreMembers;
import io.plimsoll.core.remedy.GroupRemedy.OfCluster;
import io.plimsoll.core.remedy.GroupRemedy.OfMembers;
import io.plimsoll.kubernetes.cluster.GroupAnswer;
import io.plimsoll.kubernetes.cluster.GroupAnswer.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The decision about a pod group in words. */
final class GroupText {

    private static final int MOST_NAMES = 5;

    private final GroupAnswer group;

    GroupText(GroupAnswer group) {
        this.group = group;
    }

    /** Whether it gets its places, who would find some, and who would not and why; sentences. */
    List<String> verdict() {
        List<String> lines = new ArrayList<>();
        int waiting = group.members().size();
        lines.add(
                "It is of the pod group %s, which gets places for %d pods at the same time or for none; %d on nodes, %d waiting."
                        .formatted(group.group().name(), group.group().minMembers(), group.placed(), waiting));
        if (group.fits()) {
            lines.add("The group fits: " + places());
        } else if (waiting < group.missing()) {
            lines.add("The group waits for %d more of its pods.".formatted(group.missing() - waiting));
        } else {
            lines.add("The group does not fit: %d of the %d that must go together would find places."
                    .formatted(group.found(), group.missing()));
        }
        if (!group.fits() && group.found() > 0) {
            lines.add("These would: " + places());
        }
        refused()
                .forEach((why, names) -> lines.add(
                        names(names) + (names.size() == 1 ? " finds" : " find") + " no place beside them: " + why));
        if (!group.victims().isEmpty()) {
            lines.add("As a whole it would preempt " + victims() + "."
                    + (group.overBudget() == 0
                            ? ""
                            : " A disruption budget does not allow " + group.overBudget() + " of them."));
        }
        return lines;
    }

    /** What would help; empty when it fits or nothing does. */
    List<String> remedies() {
        return group.remedies().stream().map(this::remedy).toList();
    }

    private String remedy(GroupRemedy remedy) {
        if (remedy instanceof Minimum minimum) {
            return "minMember %d instead of %d".formatted(minimum.to(), minimum.from());
        }
        if (remedy instanceof MoreMembers more) {
            return "%d more pod%s like %s"
                    .formatted(
                            more.count(),
                            more.count() == 1 ? "" : "s",
                            group.members().get(more.like()).name());
        }
        if (remedy instanceof OfMembers of) {
            int count = of.members().size();
            String whose = count == group.members().size()
                    ? "all " + count + " pods"
                    : names(of.members().stream()
                            .map(at -> group.members().get(at).name())
                            .toList());
            return RemedyText.of(of.change()) + ", of " + whose;
        }
        return RemedyText.of(((OfCluster) remedy).change());
    }

    private String places() {
        List<String> places = new ArrayList<>();
        for (Member member : group.members()) {
            if (!member.node().isEmpty()) {
                places.add(member.name() + " on " + member.node());
            }
        }
        return names(places) + ".";
    }

    private Map<String, List<String>> refused() {
        Map<String, List<String>> refused = new LinkedHashMap<>();
        for (Member member : group.members()) {
            if (member.node().isEmpty()) {
                refused.computeIfAbsent(member.why(), why -> new ArrayList<>()).add(member.name());
            }
        }
        return refused;
    }

    private String victims() {
        return names(group.victims().stream()
                .map(victim -> victim.name() + " on " + victim.node())
                .toList());
    }

    private static String names(List<String> names) {
        int more = names.size() - MOST_NAMES;
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
