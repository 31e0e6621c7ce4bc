package io.plimsoll.planner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.cluster.Names;
import io.plimsoll.simulator.report.InBrowser;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks at the report of each question in headless Chromium. */
class PlanReportBrowserTest extends InBrowser {

    @ParameterizedTest
    @CsvSource({"390, light", "900, dark", "1400, light", "1400, dark"})
    void everyChartIsDrawnAndNothingSticksOut(int width, String scheme)
            throws IOException, InputException, InterruptedException {
        for (PlanView plan : SamplePlans.all()) {
            browser.open(PlanReport.html(plan, Names.plain(), SamplePlans.INPUTS), width, scheme);
            int charts = switch (plan.subject().question()) {
                case "headroom" -> 3;
                case "size" -> 1;
                default -> 2;
            };
            assertThat(browser.drawnCharts())
                    .as("charts of %s", plan.subject().question())
                    .isEqualTo(charts);
            browser.assertFits(width, scheme);
        }
    }

    @Test
    void theAnswerAndItsBoundStandOnTheFirstScreen() throws IOException, InputException, InterruptedException {
        for (PlanView plan : SamplePlans.all()) {
            browser.open(PlanReport.html(plan, Names.plain(), SamplePlans.INPUTS), 1400, "light");
            assertThat(browser.find(".lead").getText())
                    .isEqualTo(plan.sentence(Names.plain()).replace('\u00a0', ' '));
            Number bottom =
                    (Number) browser.run("return document.querySelector('.cards').getBoundingClientRect().bottom");
            assertThat(bottom.intValue())
                    .as("cards of %s", plan.subject().question())
                    .isLessThan(900);
        }
    }

    @Test
    void theFailureMatrixHasARowPerFailureThatLeavesPodsWaiting()
            throws IOException, InputException, InterruptedException {
        PlanView plan = SamplePlans.all().get(3);
        browser.open(PlanReport.html(plan, Names.plain(), SamplePlans.INPUTS), 1400, "light");
        Number rows = (Number)
                browser.run(
                        "return echarts.getInstanceByDom(document.getElementById('chart-matrix')).getOption().yAxis[0].data.length");
        Number failures =
                (Number) browser.run("const a = JSON.parse(document.getElementById('data-plan').textContent).answer;"
                        + "return a.groups.concat(a.nodes).filter(f => f.waiting > 0).length");
        assertThat(rows.intValue()).isEqualTo(failures.intValue()).isGreaterThan(10);
    }
}
