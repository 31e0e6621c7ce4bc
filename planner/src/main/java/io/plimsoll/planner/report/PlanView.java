package io.plimsoll.planner.report;

import io.plimsoll.planner.cluster.Names;
import io.plimsoll.simulator.record.JsonWriter;
import io.plimsoll.simulator.report.Card;
import io.plimsoll.simulator.report.HtmlPage;
import java.util.List;
import java.util.Map;

/** One answer to a question of capacity, as it is shown. */
public interface PlanView {

    /** What was asked. */
    PlanSubject subject();

    /** The answer in a sentence, the bound beside it. */
    String sentence(Names names);

    /** Key figures: the answer first, then the bound. */
    List<Card> cards(Names names);

    /** Adds what belongs to this question only. */
    void sections(HtmlPage page, Names names);

    /** What the words of the report mean that are not everybody's, by word. */
    Map<String, String> glossary();

    /** Writes the answer as one object. */
    void answer(JsonWriter json, Names names);

    /** The answer for a terminal, in lines. */
    String text(Names names);
}
