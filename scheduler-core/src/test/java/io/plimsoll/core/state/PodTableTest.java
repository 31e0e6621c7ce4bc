package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.PodSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PodTableTest {

    private final Cluster cluster = ClusterScenes.cluster(3);
    private final PodTable pods = cluster.pods();

    @Test
    void numberOfARemovedPodIsGivenToALaterOne() {
        int first = ClusterScenes.pod(cluster, "a", 1);
        int second = ClusterScenes.pod(cluster, "b", 1);
        cluster.removePod(first);
        assertThat(pods.exists(first)).isFalse();
        assertThat(pods.end()).isEqualTo(2);
        assertThat(ClusterScenes.pod(cluster, "c", 2)).isEqualTo(first);
        assertThat(pods.spec(first).name()).isEqualTo("c");
        assertThat(pods.podClass(first)).isNotSameAs(pods.podClass(second));
        assertThat(pods.node(first)).isEqualTo(PodTable.NONE);
        assertThat(pods.exists(-1)).isFalse();
        assertThat(pods.exists(2)).isFalse();
    }

    @Test
    void podsOfATemplateShareAllButTheirNames() {
        PodTemplate template = cluster.template(PodSpec.named("web").withPriority(3));
        int first = cluster.addPod(template, "web");
        int second = cluster.addPod(template, "web-2");
        assertThat(pods.spec(first)).isSameAs(template.spec());
        assertThat(pods.spec(second)).isEqualTo(template.spec().withName("web-2"));
        assertThat(pods.name(second)).isEqualTo("web-2");
        assertThat(pods.template(second)).isSameAs(template);
        assertThat(pods.podClass(second)).isSameAs(pods.podClass(first));
        try (Trial trial = cluster.openTrial()) {
            cluster.removePod(second);
            assertThat(pods.exists(second)).isFalse();
        }
        assertThat(pods.name(second)).isEqualTo("web-2");
    }

    @Test
    void podsOnANodeAreNewestFirst() {
        int a = bound("a", 1);
        int b = bound("b", 1);
        int c = bound("c", 1);
        assertThat(on(1)).containsExactly(c, b, a);
        cluster.unbind(b);
        assertThat(on(1)).containsExactly(c, a);
        cluster.unbind(c);
        cluster.bind(b, 1, 0);
        assertThat(on(1)).containsExactly(b, a);
        assertThat(on(0)).isEmpty();
        assertThat(pods.firstOn(1_000)).isEqualTo(PodTable.NONE);
    }

    @Test
    void podThatIsNotThereIsRefusedByNumber() {
        assertThatThrownBy(() -> pods.spec(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The pod number (7) of this cluster must be one in use.")
                .hasMessageContaining("Maybe ");
        assertThatThrownBy(() -> pods.podClass(-1)).isInstanceOf(IllegalArgumentException.class);
        int pod = ClusterScenes.pod(cluster, "a", 1);
        cluster.removePod(pod);
        assertThatThrownBy(() -> pods.spec(pod)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cluster.removePod(pod)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void listsAgreeWithAMapThroughRandomBindsAndUnbinds() {
        long seed = Long.getLong("plimsoll.seed", 42);
        Random random = new Random(seed);
        List<Deque<Integer>> expected = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(ClusterScenes.pod(cluster, "p" + i, 1));
        }
        for (int i = 0; i < 3000; i++) {
            int pod = all.get(random.nextInt(all.size()));
            int node = pods.node(pod);
            if (node == PodTable.NONE) {
                int to = random.nextInt(3);
                cluster.bind(pod, to, 0);
                expected.get(to).addFirst(pod);
            } else {
                cluster.unbind(pod);
                expected.get(node).remove(pod);
            }
        }
        for (int node = 0; node < 3; node++) {
            assertThat(on(node)).as("seed %d", seed).containsExactlyElementsOf(expected.get(node));
        }
    }

    private int bound(String name, int node) {
        int pod = ClusterScenes.pod(cluster, name, 1);
        cluster.bind(pod, node, 0);
        return pod;
    }

    private List<Integer> on(int node) {
        List<Integer> found = new ArrayList<>();
        for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
            found.add(pod);
        }
        return found;
    }
}
