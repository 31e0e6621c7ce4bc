package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.DeviceRule;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.StudyBestFit;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.simulator.SharedData;
import io.plimsoll.traces.format.Openb;
import io.plimsoll.traces.format.OpenbPod;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verdict would catch a policy that takes the right node and the wrong GPU. */
final class WrongChoiceTest {

    /** Takes the GPU with the most left for a share, where the study takes the one with the least. */
    private static final class WorstGpu implements DeviceChoice {

        @Override
        public String name() {
            return "WorstGpu";
        }

        @Override
        public DeviceRule prepare(PodClass podClass, PluginContext context) {
            DeviceRule right = new LowestFit().prepare(podClass, context);
            if (!podClass.deviceRequest().isShare()) {
                return right;
            }
            return (node, draw) -> {
                int chosen = Long.numberOfTrailingZeros(right.devices(node, draw));
                for (int i = 0; i < context.nodes().deviceCount(node); i++) {
                    boolean roomier = context.nodes().deviceFree(node, i)
                            > context.nodes().deviceFree(node, chosen);
                    chosen = roomier ? i : chosen;
                }
                return 1L << chosen;
            };
        }
    }

    @Test
    void aWrongGpuIsCaughtOnASmallCluster(@TempDir Path folder) throws Exception {
        StudyFolder study = new StudyFolder(folder);
        List<OpenbPod> pods = study.addWorkload("default");
        study.publish(List.of(study.reference("default", pods, StudyPolicy.BEST_FIT, 42)));
        StudyCluster cluster = new StudyCluster(study.nodes());
        StudyWorkload workload = new StudyWorkload("default", pods);
        assertThat(verdict(folder, cluster, workload, new LowestFit())).isEqualTo(StudyVerdict.AGREES);
        assertThat(verdict(folder, cluster, workload, new WorstGpu())).isEqualTo(StudyVerdict.DIFFERS);
    }

    @Test
    void aWrongGpuIsCaughtByThePublishedRows() throws Exception {
        Path folder = SharedData.folder(SharedData.OPENB);
        StudyCluster cluster =
                new StudyCluster(Openb.readNodes(folder, Openb.DEFAULT_NODES).rows());
        StudyWorkload workload = new StudyWorkload(
                "default", Openb.readPods(folder, Openb.DEFAULT_PODS).rows());
        assertThat(verdict(folder, cluster, workload, new LowestFit())).isEqualTo(StudyVerdict.AGREES);
        assertThat(verdict(folder, cluster, workload, new WorstGpu())).isEqualTo(StudyVerdict.DIFFERS);
    }

    private static StudyVerdict verdict(Path folder, StudyCluster cluster, StudyWorkload workload, DeviceChoice devices)
            throws Exception {
        Profile profile = new Profile(
                "best fit with " + devices.name(),
                Policies.usualFilters(),
                List.of(new WeightedScorer(new StudyBestFit(), 1)),
                NodeChoice.BEST,
                devices);
        StudyKey key = new StudyKey("default", StudyPolicy.BEST_FIT, 42);
        StudyRun run =
                new Experiment(cluster, workload, Experiment.INFLATION, key, profile).run((state, node, chosen) -> {});
        StudyResult result = StudyResult.of(List.of(run), PublishedTables.read(folder), 1, 1);
        assertThat(result.agrees()).isEqualTo(result.rows().get(0).verdict() == StudyVerdict.AGREES);
        return result.rows().get(0).verdict();
    }
}
