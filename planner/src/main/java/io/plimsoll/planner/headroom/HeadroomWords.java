package io.plimsoll.planner.headroom;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.report.TextTable;
import io.plimsoll.simulator.report.Words;
import java.util.ArrayList;
import java.util.List;

/** Says an answer about headroom in words. */
final class HeadroomWords {

    private static final int MOST_LIMITS = 5;

    private HeadroomWords() {}

    static String sentence(HeadroomAnswer found, Names names) {
        MixRoom mix = found.mix();
        TemplateRoom first = found.templates().get(0);
        if (mix != null) {
            List<String> parts = new ArrayList<>();
            found.templates()
                    .forEach(room -> parts.add(Words.count(room.template().share()) + "\u00a0x " + name(room, names)));
            return Words.counted(mix.sets(), "more set", "more sets") + " of " + String.join(" and ", parts) + " fit"
                    + (mix.sets() == 1 ? "s" : "") + "; no placement has more than " + Words.count(mix.bound()) + ".";
        }
        if (found.templates().size() == 1) {
            String pods = Words.counted(first.pods(), "more pod", "more pods") + " like " + name(first, names)
                    + (first.pods() == 1 ? " fits" : " fit");
            if (first.pods() == 0) {
                List<String> misfit = Misfit.of(first.template().pod(), found.cluster());
                if (!misfit.isEmpty()) {
                    return "No pod like " + name(first, names) + " fits any node, not even an empty one: it "
                            + String.join("; ", misfit) + ".";
                }
                pods = "Not one more pod like " + name(first, names) + " fits";
            }
            String bound = first.pods() == first.bound()
                    ? "; no placement has more"
                    : " as the scheduler places them; no placement has more than " + Words.count(first.bound());
            String pooled = first.pooled() > first.pods()
                    ? ". In one piece, the free space would hold " + Words.count(first.pooled())
                    : "";
            return pods + bound + pooled + ".";
        }
        long full = found.templates().stream().filter(room -> room.pods() == 0).count();
        String none = full == 0 ? "every one of them has room" : Words.count(full) + " have no room";
        return "Of " + Words.counted(found.templates().size(), "kind of pods", "kinds of pods")
                + " that the cluster has, "
                + none + "; of the most frequent, " + name(first, names) + ", "
                + Words.counted(first.pods(), "more fits", "more fit") + ", and no placement has more than "
                + Words.count(first.bound()) + ".";
    }

    /** What people call a template. */
    static String name(TemplateRoom room, Names names) {
        String name = room.template().name();
        return name.equals(room.asks()) ? name : names.of("workload", name);
    }

    static String how(TemplateRoom room) {
        return room.exact() ? "exact, in every order" : "as the scheduler places them";
    }

    /** The resource in a reason of a node, or the reason itself. */
    static String resource(String reason) {
        String words = reason.replace("Insufficient ", "").replace("Too many pods", "pods");
        return words.length() > 24 ? words.substring(0, 23) + "\u2026" : words;
    }

    static String method(HeadroomAnswer found) {
        long exact = found.templates().stream().filter(TemplateRoom::exact).count();
        String text = exact == found.templates().size()
                ? "Every rule that concerns these pods looks at one node at a time, so nodes do not matter to each other. "
                        + "What fits is the sum over the nodes of what fits on each, which is the same in every order and under "
                        + "every policy: the number is exact, and the bound."
                : "For " + Words.count(exact) + " of "
                        + Words.count(found.templates().size())
                        + " templates every rule looks at one node at a time, and the number is exact. For the others the "
                        + "scheduler was asked to place pods one by one until none fitted; the bound there is the least of what "
                        + "the nodes could hold by themselves, of one pod to a domain where pods keep their like away, and of "
                        + "what each spread constraint leaves.";
        return found.mix() == null
                ? text
                : text + " Of a mix, the best of two orders is told: set after set, and the largest pods first.";
    }

    static String text(HeadroomAnswer found, Names names) {
        StringBuilder text = new StringBuilder(sentence(found, names)).append('\n');
        if (found.templates().size() > 1) {
            TextTable table =
                    new TextTable("pods like", "in cluster", "more fit", "bound", "in one piece", "first to run out");
            for (TemplateRoom room : found.templates()) {
                table.row(
                        name(room, names),
                        Words.count(room.template().inCluster()),
                        Words.count(room.pods()),
                        Words.count(room.bound()),
                        Words.count(room.pooled()),
                        room.limits().isEmpty()
                                ? ""
                                : resource(names.reason(room.limits().get(0).reason())));
            }
            return text.append(table.text()).toString();
        }
        TemplateRoom room = found.templates().get(0);
        TextTable zones = new TextTable("zone", "nodes", "more fit");
        room.zones()
                .forEach(zone -> zones.row(
                        zone.zone().isEmpty() ? "(none)" : names.of("zone", zone.zone()),
                        Words.count(zone.nodes()),
                        Words.count(zone.pods())));
        TextTable limits = new TextTable("what keeps the next pod away", "nodes", "take some first");
        room.limits().stream()
                .limit(MOST_LIMITS)
                .forEach(limit -> limits.row(
                        names.reason(limit.reason()), Words.count(limit.nodes()), Words.count(limit.full())));
        return text.append(room.zones().size() > 1 ? zones.text() : "")
                .append(limits.text())
                .toString();
    }
}
