package io.plimsoll.planner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.cluster.Names;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What every report of a plan must have. */
class PlanReportTest {

    @Test
    void everyReportShowsTheAnswerItsBoundTheNodesAndWhatItRestsOn()
            throws IOException, InputException, InterruptedException {
        for (PlanView plan : SamplePlans.all()) {
            String html = PlanReport.html(plan, Names.plain(), SamplePlans.INPUTS);
            assertThat(html)
                    .contains(
                            "class=\"lead\"",
                            "id=\"chart-heatmap\"",
                            "What was read",
                            "cluster.yaml",
                            "What is not modelled",
                            "Preemption",
                            "<dt>Bound</dt>",
                            "<dt>Checked</dt>");
            assertThat(plan.cards(Names.plain())).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void reportsAboutAClusterNameItsNodesAndWhatWasAssumed() throws IOException, InputException, InterruptedException {
        for (PlanView plan : SamplePlans.all().subList(0, 4)) {
            assertThat(PlanReport.html(plan, Names.plain(), SamplePlans.INPUTS))
                    .contains("node-24", "What was assumed", "1 of 9 workloads declares no requests");
        }
    }

    @Test
    void aSentenceThatNamesObjectsIsLeftOutWhereNamesAreHashed() {
        var warning = io.plimsoll.planner.cluster.Assumption.notModelled("Pod shop/web has a volume.")
                .naming();
        assertThat(Assumptions.text(warning, Names.plain())).isEqualTo("Pod shop/web has a volume.");
        assertThat(Assumptions.text(warning, Names.hashed("salt"))).doesNotContain("shop");
    }

    @Test
    void tablesOfATerminalStandInColumnsAndCutWhatIsTooLong() {
        TextTable table =
                new TextTable("name", "count", "words").row("a", "1,204", "x").row("b".repeat(80), "7", "yy");
        assertThat(table.text().lines())
                .containsExactly(
                        "name" + " ".repeat(56) + "  count  words",
                        "a" + " ".repeat(59) + "  1,204  x",
                        "b".repeat(57) + "..." + "      7  yy");
        assertThat(new TextTable("nothing").text()).isEmpty();
    }
}
