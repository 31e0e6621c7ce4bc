package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What preemption remembers of pods: prospects, starts, budgets. */
class NominationsTest {

    private static final long SEED = Long.getLong("plimsoll.seed", 20261130);

    private final Cluster cluster = ClusterScenes.cluster(5);
    private final Nominations nominations = cluster.nominations();

    @Test
    void aPodHasOneNodeInProspectUntilItIsBoundOrRemoved() {
        int first = ClusterScenes.pod(cluster, "a", 1);
        int second = ClusterScenes.pod(cluster, "b", 1);
        assertThat(nominations.isEmpty()).isTrue();
        assertThat(nominations.node(first)).isEqualTo(PodTable.NONE);
        cluster.nominate(second, 2);
        cluster.nominate(first, 2);
        cluster.nominate(first, 2);
        assertThat(on(2)).containsExactly(first, second);
        cluster.nominate(second, 4);
        assertThat(on(2)).containsExactly(first);
        assertThat(on(4)).containsExactly(second);
        assertThat(nominations.nextNode(3)).isEqualTo(4);
        cluster.bind(first, 1, 0);
        cluster.removePod(second);
        assertThat(nominations.isEmpty()).isTrue();
        assertThat(nominations.nextNode(0)).isEqualTo(-1);
    }

    @Test
    void aNodeThatIsRemovedIsInProspectForNobody() {
        int pod = ClusterScenes.pod(cluster, "a", 1);
        cluster.nominate(pod, 3);
        cluster.removeNode(3);
        assertThat(nominations.node(pod)).isEqualTo(PodTable.NONE);
    }

    @Test
    void onlyWaitingPodsAreNominatedForNodesThatExist() {
        int pod = ClusterScenes.pod(cluster, "a", 1);
        assertThatThrownBy(() -> cluster.nominate(pod, 99))
                .hasMessageContaining("slot 99")
                .hasMessageContaining("Maybe");
        cluster.bind(pod, 0, 0);
        assertThatThrownBy(() -> cluster.nominate(pod, 1)).hasMessageContaining("must be waiting");
    }

    @Test
    void startsOfPodsEndWithThem() {
        int pod = ClusterScenes.pod(cluster, "a", 1);
        assertThat(cluster.pods().startMillis(pod)).isEqualTo(PodTable.NOT_STARTED);
        cluster.setStart(pod, 7);
        assertThat(cluster.pods().startMillis(pod)).isEqualTo(7);
        cluster.removePod(pod);
        assertThat(cluster.pods().startMillis(ClusterScenes.pod(cluster, "b", 1)))
                .isEqualTo(PodTable.NOT_STARTED);
    }

    @Test
    void budgetsAreAboutPodsOfTheirNamespaceThatTheySelect() {
        LabelSelector web = LabelSelector.of(Map.of("app", "web"));
        cluster.setBudgets(List.of(
                budget("default", LabelSelector.of(Map.of())),
                budget("other", web),
                budget("default", web),
                budget("default", LabelSelector.NOTHING)));
        PodSpec spec = PodSpec.named("a");
        int plain = cluster.addPod(spec);
        int labelled = cluster.addPod(spec.withLabels(Map.of("app", "web", "x", "y")));
        assertThat(cluster.budgets().about(plain)).isEmpty();
        assertThat(cluster.budgets().about(labelled)).containsExactly(2);
        cluster.setBudgets(List.of(budget("default", web)));
        assertThat(cluster.budgets().about(labelled)).containsExactly(0);
        cluster.setBudgets(List.of());
        assertThat(cluster.budgets().about(labelled)).isEmpty();
    }

    @Test
    void trialsGiveEverythingBack() {
        Random random = new Random(SEED);
        List<Integer> pods = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pods.add(ClusterScenes.pod(cluster, "p" + i, 1));
        }
        for (int trials = 0; trials < 200; trials++) {
            change(random, pods, 3);
            List<String> before = StateFingerprint.of(cluster);
            List<Integer> podsBefore = List.copyOf(pods);
            try (Trial outer = cluster.openTrial()) {
                change(random, pods, 10);
                List<String> between = StateFingerprint.of(cluster);
                List<Integer> podsBetween = List.copyOf(pods);
                try (Trial inner = cluster.openTrial()) {
                    change(random, pods, 10);
                }
                assertThat(StateFingerprint.of(cluster)).as("seed %d", SEED).isEqualTo(between);
                pods.clear();
                pods.addAll(podsBetween);
            }
            assertThat(StateFingerprint.of(cluster)).as("seed %d", SEED).isEqualTo(before);
            pods.clear();
            pods.addAll(podsBefore);
        }
    }

    private void change(Random random, List<Integer> pods, int times) {
        for (int i = 0; i < times; i++) {
            int pod = pods.get(random.nextInt(pods.size()));
            boolean waits = cluster.pods().node(pod) == PodTable.NONE;
            switch (random.nextInt(6)) {
                case 0, 1 -> cluster.nominate(pod, waits ? random.nextInt(6) - 1 : PodTable.NONE);
                case 2 -> cluster.setStart(pod, random.nextInt(100));
                case 3 -> {
                    if (waits) {
                        cluster.bind(pod, random.nextInt(5), 0);
                    } else {
                        cluster.unbind(pod);
                    }
                }
                case 4 -> {
                    cluster.removePod(pod);
                    pods.remove(Integer.valueOf(pod));
                    pods.add(ClusterScenes.pod(cluster, "n" + random.nextInt(), 1));
                }
                default ->
                    cluster.setBudgets(List.of(
                            budget("ns" + random.nextInt(3), LabelSelector.of(new TreeMap<>(Map.of("a", "b"))))));
            }
        }
    }

    private static DisruptionBudget budget(String namespace, LabelSelector selector) {
        return new DisruptionBudget(namespace, "b", selector, 1, new TreeSet<>(Set.of("p")));
    }

    private List<Integer> on(int node) {
        List<Integer> pods = new ArrayList<>();
        for (int pod = nominations.firstOn(node); pod != PodTable.NONE; pod = nominations.next(pod)) {
            pods.add(pod);
        }
        return pods;
    }
}
