package io.plimsoll.simulator.fgd;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.simulator.SharedData;
import io.plimsoll.traces.format.Openb;
import io.plimsoll.traces.format.OpenbNode;
import io.plimsoll.traces.format.OpenbPod;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference is right: it gives the published rows. So whatever equals it does. */
final class ReferenceExperimentTest {

    @ParameterizedTest
    @EnumSource(names = {"BEST_FIT", "FGD"})
    void theReferenceGivesThePublishedRowsOfTheDefaultWorkload(StudyPolicy policy) throws Exception {
        Path folder = SharedData.folder(SharedData.OPENB);
        List<OpenbNode> nodes = Openb.readNodes(folder, Openb.DEFAULT_NODES).rows();
        List<OpenbPod> pods = Openb.readPods(folder, Openb.DEFAULT_PODS).rows();
        StudyCurves published = requireNonNull(PublishedTables.read(folder).row(new StudyKey("default", policy, 42)));
        StudyCurves ours = new ReferenceExperiment(nodes, pods, 1.3, policy, 42).curves();
        for (StudyTable table : StudyTable.values()) {
            assertThat(ours.deviation(published, table)).as(table.caption()).isLessThanOrEqualTo(0.011);
        }
    }

    @Test
    void theDefaultWorkloadHasThirtyFiveTypicalPods() throws Exception {
        List<OpenbPod> pods = Openb.readPods(SharedData.folder(SharedData.OPENB), Openb.DEFAULT_PODS)
                .rows();
        assertThat(new ReferenceFragmentation(pods).size()).isEqualTo(35);
    }
}
