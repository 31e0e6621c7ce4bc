package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodClass;
import io.plimsoll.core.state.Trial;
import org.junit.jupiter.api.Test;

class IndexCacheTest {

    private final Cluster cluster = new Cluster();

    @Test
    void classEarnsItsIndexOnTheSecondUse() {
        IndexCache cache = cache("random", 1 << 20);
        PodClass podClass = podClass(100);
        assertThat(cache.candidates(podClass, 0)).isInstanceOf(Scan.class);
        Candidates index = cache.candidates(podClass, 1);
        assertThat(index).isInstanceOf(CandidateIndex.class);
        assertThat(cache.candidates(podClass, 2)).isSameAs(index);
    }

    @Test
    void insideATrialThereAreOnlyScansAndNothingIsEarned() {
        IndexCache cache = cache("random", 1 << 20);
        PodClass podClass = podClass(100);
        try (Trial trial = cluster.openTrial()) {
            assertThat(trial).isNotNull();
            assertThat(cache.candidates(podClass, 0)).isInstanceOf(TrialScan.class);
            assertThat(cache.candidates(podClass, 1)).isInstanceOf(TrialScan.class);
        }
        assertThat(cache.candidates(podClass, 0)).isInstanceOf(Scan.class);
        assertThat(cache.candidates(podClass, 1)).isInstanceOf(CandidateIndex.class);
    }

    @Test
    void indexUsedLongestAgoMakesRoom() {
        cluster.addNode(NodeSpec.of("n", Resources.allocatable(1000, 1000, 10)));
        // Each index of a small cluster remembers 64 slots: there is room for two.
        IndexCache cache = cache("random", 128);
        Candidates[] indexes = new Candidates[3];
        for (int i = 0; i < 3; i++) {
            cache.candidates(podClass(i), i);
            indexes[i] = cache.candidates(podClass(i), 10 + i);
        }
        assertThat(cache.candidates(podClass(2), 20)).isSameAs(indexes[2]);
        assertThat(cache.candidates(podClass(1), 21)).isSameAs(indexes[1]);
        assertThat(cache.candidates(podClass(0), 22)).isNotSameAs(indexes[0]);
        assertThat(cache.candidates(podClass(1), 23)).isSameAs(indexes[1]);
        assertThat(cache.candidates(podClass(2), 24)).isNotSameAs(indexes[2]);
    }

    @Test
    void indexThatGrowsMakesRoomToo() {
        IndexCache cache = cache("random", 200);
        cache.candidates(podClass(1), 0);
        Candidates first = cache.candidates(podClass(1), 1);
        cache.candidates(podClass(2), 2);
        Candidates second = cache.candidates(podClass(2), 3);
        for (int node = 0; node < 65; node++) {
            cluster.addNode(NodeSpec.of("n" + node, Resources.allocatable(1000, 1000, 10)));
        }
        assertThat(cache.candidates(podClass(2), 4)).isSameAs(second);
        assertThat(cache.candidates(podClass(1), 5)).isNotSameAs(first);
    }

    @Test
    void rulesAreMadeAnewWhenWhatTheyLearnedMoves() {
        IndexCache cache = cache("fgd:typical=seen", 1 << 20);
        PodClass podClass = podClass(100);
        cache.candidates(podClass, 0);
        Candidates index = cache.candidates(podClass, 1);
        PreparedClass rules = cache.prepared(podClass);
        for (int i = 0; i < 99; i++) {
            cluster.addPod(PodSpec.named("p" + i));
        }
        assertThat(cache.prepared(podClass)).isSameAs(rules);
        cluster.addPod(PodSpec.named("p99"));
        assertThat(cache.prepared(podClass)).isNotSameAs(rules);
        assertThat(cache.candidates(podClass, 2))
                .isInstanceOf(CandidateIndex.class)
                .isNotSameAs(index);
    }

    private IndexCache cache(String policy, long bound) {
        Profile profile = Policies.load().profile(policy, PolicyContext.UNKNOWN);
        return new IndexCache(cluster, profile, new PluginContext(cluster), bound, SharedStates.DEFAULT_DIMENSIONS);
    }

    private PodClass podClass(long cpuMilli) {
        return cluster.podClasses().of(PodSpec.named("pod").withRequests(Resources.request(cpuMilli, 0)));
    }
}
