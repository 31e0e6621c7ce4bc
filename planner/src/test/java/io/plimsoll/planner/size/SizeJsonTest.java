package io.plimsoll.planner.size;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.plimsoll.core.input.InputException;
import io.plimsoll.planner.cluster.Names;
import io.plimsoll.planner.report.PlanJson;
import io.plimsoll.planner.report.SamplePlans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published schema describes the file exactly. */
final class SizeJsonTest {

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void aPlanShouldFollowItsSchemaAndNothingMore() throws IOException, InputException {
        SizeQuestion question = Workload.question(
                Workload.objects(Workload.deployment("web", 3, "1", "1Gi", "")),
                Workload.catalogue(folder, "name,cpu,memory,price,zones\ns,2,8Gi,0.5,a b\n"));
        SizeView view = new SizeView((SizeAnswer.Sized) SizePlanner.answer(question));
        String json = PlanJson.text(view, Names.plain(), SamplePlans.INPUTS);
        Schema schema = schema();
        assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        assertThat(json).contains("\"costPerHour\": 1,", "\"costBound\": 1,", "\"newNodes\": 2,");
        for (String field : new String[] {"costBound", "placements", "buy", "seed", "sentence"}) {
            String renamed = json.replace("\"" + field + "\":", "\"other\":");
            assertThat(schema.validate(renamed, InputFormat.JSON)).as(field).isNotEmpty();
        }
        assertThat(view.text(Names.plain())).contains("s     a         1   0.50  0.50");
        String hashed = PlanJson.text(view, Names.hashed("salt"), SamplePlans.INPUTS);
        assertThat(schema.validate(hashed, InputFormat.JSON)).isEmpty();
        assertThat(hashed).doesNotContain("test/web-");
    }

    private static Schema schema() throws IOException {
        Path file = Path.of("..", "docs", "schema", "plan-size.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file), InputFormat.JSON);
    }
}
