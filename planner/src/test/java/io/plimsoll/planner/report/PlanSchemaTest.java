package io.plimsoll.planner.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.cluster.Names;
import io.plimsoll.simulator.record.Schemas;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The published schemas describe plan.json exactly: nothing more, nothing less. */
class PlanSchemaTest {

    @Test
    void everyPlanFollowsItsSchemaAlsoWithHashedNames() throws IOException, InputException, InterruptedException {
        for (PlanView plan : SamplePlans.all()) {
            String schema = "plan-" + plan.subject().question();
            for (Names names : new Names[] {Names.plain(), Names.hashed("salt")}) {
                assertThat(Schemas.named(schema)
                                .validate(PlanJson.text(plan, names, SamplePlans.INPUTS), InputFormat.JSON))
                        .as(schema)
                        .isEmpty();
            }
        }
    }

    @Test
    void aPlanWithAFieldTooManyOrTooFewIsRefused() throws IOException, InputException, InterruptedException {
        Schemas.everyFieldCounts(
                "plan-compact", PlanJson.text(SamplePlans.all().get(2), Names.plain(), SamplePlans.INPUTS));
        Schemas.everyFieldCounts(
                "plan-headroom", PlanJson.text(SamplePlans.all().get(1), Names.plain(), SamplePlans.INPUTS));
        Schemas.everyFieldCounts("plan-size", PlanJson.text(SamplePlans.size(), Names.plain(), SamplePlans.INPUTS));
        Schemas.everyFieldCounts(
                "plan-survive", PlanJson.text(SamplePlans.all().get(3), Names.plain(), SamplePlans.INPUTS));
    }

    @Test
    void equalQuestionsGiveEqualFiles() throws IOException, InputException, InterruptedException {
        assertThat(PlanJson.text(SamplePlans.survive(), Names.plain(), SamplePlans.INPUTS))
                .isEqualTo(PlanJson.text(SamplePlans.all().get(3), Names.plain(), SamplePlans.INPUTS));
        assertThat(PlanReport.html(SamplePlans.compact(), Names.plain(), SamplePlans.INPUTS))
                .isEqualTo(PlanReport.html(SamplePlans.all().get(2), Names.plain(), SamplePlans.INPUTS));
    }
}
