package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DomainCounterTest {

    private static final LabelSelector WEB = LabelSelector.of(Map.of("app", "web"));

    private final Cluster cluster = new Cluster();

    @Test
    void counterWithoutDomainsHasMinimumZero() {
        assertThat(cluster.topology().counter("zone", "default", WEB).minimum()).isZero();
    }

    @Test
    void counterRegisteredLateCountsWhatIsThere() {
        int node = cluster.addNode(node("a", "one"));
        cluster.bind(pod("web", "default"), node, 0);
        cluster.bind(pod("web", "other"), node, 0);
        cluster.bind(pod("db", "default"), node, 0);
        DomainCounter counter = cluster.topology().counter("zone", "default", WEB);
        assertThat(counter.count(counter.key().domain(node))).isEqualTo(1);
        assertThat(counter.minimum()).isEqualTo(1);
        assertThat(cluster.topology().counter("zone", "default", WEB)).isSameAs(counter);
        assertThat(cluster.topology().counter("zone", "other", WEB)).isNotSameAs(counter);
        assertThat(counter.count(99)).isZero();
    }

    @Test
    void theSmallestCountBesideADomainIsThatOfTheOthers() {
        DomainCounter counter = cluster.topology().counter("zone", "default", WEB);
        assertThat(counter.minimumBeside(TopologyKey.NO_DOMAIN)).isEqualTo(Integer.MAX_VALUE);
        Random random = new Random(1);
        for (int i = 0; i < 6; i++) {
            int node = cluster.addNode(node("n" + i, "z" + i));
            for (int pods = random.nextInt(5); pods > 0; pods--) {
                cluster.bind(pod("web", "default"), node, 0);
            }
            for (int domain = TopologyKey.NO_DOMAIN; domain <= i; domain++) {
                int least = Integer.MAX_VALUE;
                for (int other = 0; other <= i; other++) {
                    least = other == domain ? least : Math.min(least, counter.count(other));
                }
                assertThat(counter.minimumBeside(domain)).isEqualTo(least);
            }
        }
    }

    @Test
    void podsMoveWithTheirNodeToAnotherDomain() {
        DomainCounter counter = cluster.topology().counter("zone", "default", WEB);
        int a = cluster.addNode(node("a", "one"));
        int b = cluster.addNode(node("b", "two"));
        cluster.bind(pod("web", "default"), a, 0);
        cluster.bind(pod("web", "default"), a, 0);
        assertThat(counter.minimum()).isZero();
        cluster.describeNode(b, node("b", "one"));
        assertThat(counter.minimum()).isEqualTo(2);
        cluster.describeNode(a, node("a", null));
        assertThat(counter.minimum()).isZero();
        assertThat(counter.key().domain(a)).isEqualTo(TopologyKey.NO_DOMAIN);
        cluster.describeNode(a, node("a", "three"));
        assertThat(counter.count(counter.key().domain(a))).isEqualTo(2);
        assertThat(counter.key().nodesIn(counter.key().domain(a))).isEqualTo(1);
    }

    @Test
    void countsAndMinimumAgreeWithALookAtEveryPod() {
        long seed = Long.getLong("plimsoll.seed", 42);
        Random random = new Random(seed);
        DomainCounter counter = cluster.topology().counter("zone", "default", WEB);
        List<Integer> pods = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pods.add(pod(random.nextInt(3) == 0 ? "db" : "web", random.nextInt(4) == 0 ? "other" : "default"));
        }
        for (int node = 0; node < 12; node++) {
            cluster.addNode(node("n" + node, zone(random)));
        }
        for (int i = 0; i < 3000; i++) {
            int node = random.nextInt(12);
            if (random.nextInt(10) == 0) {
                cluster.describeNode(node, node("n" + node, zone(random)));
            } else {
                int pod = pods.get(random.nextInt(pods.size()));
                if (cluster.pods().node(pod) == PodTable.NONE) {
                    cluster.bind(pod, node, 0);
                } else {
                    cluster.unbind(pod);
                }
            }
            compare(counter, pods, seed);
        }
    }

    private void compare(DomainCounter counter, List<Integer> pods, long seed) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int node = 0; node < 12; node++) {
            if (counter.key().domain(node) != TopologyKey.NO_DOMAIN) {
                counts.putIfAbsent(counter.key().domain(node), 0);
            }
        }
        for (int pod : pods) {
            int node = cluster.pods().node(pod);
            PodSpec spec = cluster.pods().spec(pod);
            boolean counted = spec.namespace().equals("default")
                    && "web".equals(spec.labels().get("app"));
            if (counted && node != PodTable.NONE && counter.key().domain(node) != TopologyKey.NO_DOMAIN) {
                counts.merge(counter.key().domain(node), 1, Integer::sum);
            }
        }
        counts.forEach((domain, count) ->
                assertThat(counter.count(domain)).as("seed %d", seed).isEqualTo(count));
        int fewest = counts.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        assertThat(counter.minimum()).as("seed %d", seed).isEqualTo(fewest);
    }

    private static @Nullable String zone(Random random) {
        int zone = random.nextInt(5);
        return zone == 0 ? null : "zone-" + zone;
    }

    private static NodeSpec node(String name, @Nullable String zone) {
        return NodeSpec.of(name, Resources.allocatable(1000, 1000, 100))
                .withLabels(zone == null ? Map.of() : Map.of("zone", zone));
    }

    private int pod(String app, String namespace) {
        return cluster.addPod(PodSpec.named("p").withNamespace(namespace).withLabels(Map.of("app", app)));
    }
}
