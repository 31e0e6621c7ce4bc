package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.Plugin;
import io.plimsoll.core.state.Cluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class PoliciesTest {

    private static final List<NodeSpec> NODES = List.of(NodeSpec.of("node", Resources.allocatable(8000, 1, 1)));
    private static final PolicyContext TRACE = PolicyContext.of(NODES, List.of(Scene.pod(1000, 1)));

    private final Policies policies = Policies.load();

    @Test
    void theBuiltInPoliciesShouldBeListedByName() {
        assertThat(policies.all())
                .extracting(PolicyProvider::name)
                .containsExactly(
                        "best-fit",
                        "dot-product",
                        "fgd",
                        "first-fit",
                        "gpu-clustering",
                        "gpu-packing",
                        "least-allocated",
                        "most-allocated",
                        "next-fit",
                        "preferred-labels",
                        "random",
                        "study-best-fit",
                        "study-dot-product",
                        "study-random",
                        "tetris",
                        "worst-fit");
    }

    @Test
    void theTableInTheDocumentationShouldListThem() throws Exception {
        Path source = Path.of("src", "main", "java", "io", "plimsoll", "core", "policy", "Policies.java");
        Path fromProject = Path.of("scheduler-core").resolve(source);
        List<String> listed = Pattern.compile("<tr><td>\\{@code ([a-z-]+)}")
                .matcher(Files.readString(Files.exists(source) ? source : fromProject))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(policies.all()).extracting(PolicyProvider::name).containsExactlyElementsOf(listed);
    }

    @Test
    void everyPolicyShouldSayInOneLineWhatItDoesAndWhereItComesFrom() {
        for (PolicyProvider provider : policies.all()) {
            assertThat(provider.summary()).as(provider.name()).isNotBlank().doesNotContain("\n");
            assertThat(provider.origin()).as(provider.name()).isNotBlank().doesNotContain("\n");
            Set<String> names = new HashSet<>();
            for (PolicyParameter parameter : provider.parameters()) {
                assertThat(parameter.description()).as(provider.name()).isNotBlank();
                assertThat(names.add(parameter.name()))
                        .as("%s of %s is declared once", parameter.name(), provider.name())
                        .isTrue();
            }
        }
    }

    @Test
    void aPolicyShouldBeFoundByName() {
        assertThat(policies.find("tetris")).isInstanceOf(TetrisAlignment.Provider.class);
        assertThat(policies.find("Tetris")).isNull();
    }

    @Test
    void aProfileShouldHaveTheUsualFiltersInOrderAndTheTextAsItsName() {
        Profile profile = policies.profile(" most-allocated ", TRACE);
        assertThat(profile.name()).isEqualTo("most-allocated");
        assertThat(profile.filters())
                .extracting(Plugin::name)
                .containsExactly(
                        "NodeUnschedulable",
                        "NodeName",
                        "DeviceModelMatch",
                        "NodeResourcesFit",
                        "DeviceFit",
                        "PodTopologySpread");
        assertThat(profile.nodeChoice()).isEqualTo(NodeChoice.BEST);
        assertThat(profile.deviceChoice()).isInstanceOf(LowestFit.class);
        assertThat(profile.scorers()).extracting(WeightedScorer::weight).containsExactly(1L);
    }

    @Test
    void policiesShouldBeAddedUpWithTheirWeights() {
        Profile profile = policies.profile("fgd:threshold=90,typical=seen*3 + preferred-labels + tetris*2", TRACE);
        assertThat(profile.name()).isEqualTo("fgd:threshold=90,typical=seen*3+preferred-labels+tetris*2");
        assertThat(profile.scorers())
                .extracting(weighted -> weighted.scorer().name())
                .containsExactly("FragmentationGradient", "PreferredNodeLabels", "TetrisAlignment");
        assertThat(profile.scorers()).extracting(WeightedScorer::weight).containsExactly(3L, 1L, 2L);
        assertThat(profile.deviceChoice().name()).isEqualTo("FragmentationGradient");
    }

    @Test
    void policiesThatDoNotScoreShouldChooseNodesInTheirOwnWay() {
        assertThat(policies.profile("first-fit", TRACE).nodeChoice()).isEqualTo(NodeChoice.FIRST);
        assertThat(policies.profile("next-fit", TRACE).nodeChoice()).isEqualTo(NodeChoice.NEXT);
        Profile random = policies.profile("random", TRACE);
        assertThat(random.nodeChoice()).isEqualTo(NodeChoice.RANDOM);
        assertThat(random.deviceChoice()).isInstanceOf(LowestFit.class);
        Profile study = policies.profile("study-random", TRACE);
        assertThat(study.nodeChoice()).isEqualTo(NodeChoice.RANDOM);
        assertThat(study.deviceChoice()).isInstanceOf(RandomDevice.class);
    }

    @Test
    void firstNextAndRandomFitShouldTakeTheNodesTheyAreNamedFor() {
        assertThat(placements("first-fit", 1)).containsExactly(0, 0, 1, 1, 2, 2, -1);
        assertThat(placements("next-fit", 1)).containsExactly(0, 1, 2, 0, 1, 2, -1);
        assertThat(placements("random", 1)).endsWith(-1).containsOnly(0, 1, 2, -1);
        assertThat(placements("random", 1)).isEqualTo(placements("random", 1)).isNotEqualTo(placements("random", 2));
        assertThat(placements("most-allocated", 1)).containsExactly(0, 0, 1, 1, 2, 2, -1);
        assertThat(placements("least-allocated", 1)).containsExactly(0, 1, 2, 0, 1, 2, -1);
    }

    @Test
    void everyProfileShouldHavePluginsOfItsOwn() {
        PolicyText text = policies.parse("fgd");
        assertThat(text.profile(TRACE).scorers().get(0).scorer())
                .isNotSameAs(text.profile(TRACE).scorers().get(0).scorer());
        assertThat(text).hasToString("fgd");
    }

    @Test
    void fgdShouldLearnItsTypicalPodsOnlyWhereTheTraceIsNotKnown() {
        assertThat(policies.profile("fgd", TRACE).scorers()).hasSize(1);
        assertThat(policies.profile("fgd", PolicyContext.UNKNOWN).scorers()).hasSize(1);
        assertThat(policies.profile("fgd:typical=trace", TRACE).scorers()).hasSize(1);
        assertThatThrownBy(() -> policies.profile("fgd:typical=trace", PolicyContext.UNKNOWN))
                .isInstanceOf(PolicyTextException.class)
                .hasMessage("The parameter typical (trace) of policy (fgd) must be seen where the pods of a run are not"
                        + " known before.\nMaybe fgd:typical=seen was meant.");
    }

    /** Where pods go that fit twice on each of three nodes. */
    private List<Integer> placements(String policy, long seed) {
        Cluster cluster = new Cluster();
        for (int i = 0; i < 3; i++) {
            cluster.addNode(NodeSpec.of("node-" + i, Resources.allocatable(2000, 2 * Scene.GIB, 10)));
        }
        Scheduler scheduler = new Scheduler(cluster, policies.profile(policy, TRACE), seed);
        List<Integer> placements = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            PodSpec pod = Scene.pod(1000, 1).withName("pod-" + i);
            placements.add(scheduler.schedule(cluster.addPod(pod)));
        }
        return placements;
    }
}
