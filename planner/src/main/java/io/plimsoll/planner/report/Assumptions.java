package io.plimsoll.planner.report;

import io.plimsoll.planner.cluster.Assumption;
import io.plimsoll.planner.cluster.Names;
import io.plimsoll.simulator.report.Html;
import java.util.List;

/** What an answer rests on, for readers. */
final class Assumptions {

    private Assumptions() {}

    /** A sentence; of one that names objects only that it was left out, where names are hashed. */
    static String text(Assumption assumption, Names names) {
        return names.hashes() && assumption.names()
                ? "A sentence that names objects was left out of this redacted report."
                : assumption.text().replace('\u00a0', ' ');
    }

    /** All of them, those of a kind together. */
    static Html html(List<Assumption> assumptions, Names names) {
        Html html = new Html();
        for (Assumption.Kind kind : Assumption.Kind.values()) {
            List<Assumption> some =
                    assumptions.stream().filter(one -> one.kind() == kind).toList();
            if (!some.isEmpty()) {
                html.leaf("h3", heading(kind)).open("ul", "class", "notes");
                some.forEach(one -> html.leaf("li", text(one, names)));
                html.close();
            }
        }
        return html;
    }

    private static String heading(Assumption.Kind kind) {
        return switch (kind) {
            case READ -> "What was read";
            case DEFAULTED -> "What was assumed";
            case NOT_MODELLED -> "What is not modelled";
        };
    }
}
