package io.plimsoll.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.model.PodVolume.DiskKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PodRulesTest {

    private static final LabelSelector WEB = LabelSelector.of(Map.of("app", "web"));

    @Test
    void rulesThatSayNothingAreTheSharedOnes() {
        PodRules copy = PodRules.NONE.withImages(List.of());
        assertThat(PodSpec.named("pod").withRules(copy).rules()).isSameAs(PodRules.NONE);
        assertThat(PodSpec.named("pod").rules()).isSameAs(PodRules.NONE);
    }

    @Test
    void everyPartCanBeReplacedAlone() {
        PodAffinity affinity = new PodAffinity(List.of(), List.of(), List.of(), List.of(wish(3)));
        NodeAffinity ssd = new NodeAffinity(new TreeMap<>(Map.of("disk", "ssd")), null, List.of());
        List<PodVolume> volumes = List.of(
                new PodVolume.Claim("data"),
                new PodVolume.Disk(DiskKind.RBD, "pool/image", new TreeSet<>(Set.of("b", "a")), true),
                new PodVolume.InTree(DriverVolume.of("csi.example.com", "handle")));
        PodRules rules = PodRules.NONE
                .withTolerations(List.of(new Toleration("", true, "", null)))
                .withNodeAffinity(ssd)
                .withPodAffinity(affinity)
                .withHostPorts(List.of(new HostPort(HostPort.ANY_IP, "TCP", 80)))
                .withImages(List.of("web:1"))
                .withVolumes(volumes)
                .withController(new OwnerReference("ReplicaSet", "web"))
                .withScored(new ScoredRequests(Resources.request(100, 1), 100, 1))
                .withPreempted(true)
                .withNeverPreempts(true)
                .withResourceClaims(true);
        assertThat(rules)
                .isEqualTo(new PodRules(
                        List.of(new Toleration("", true, "", null)),
                        ssd,
                        affinity,
                        List.of(new HostPort("0.0.0.0", "TCP", 80)),
                        List.of("web:1"),
                        volumes,
                        new OwnerReference("ReplicaSet", "web"),
                        new ScoredRequests(Resources.request(100, 1), 100, 1),
                        true,
                        true,
                        true,
                        true));
        assertThat(rules.withPreempted(false).withTerminating(true).preempted()).isFalse();
        assertThat(rules.withPreempted(false).terminating()).isFalse();
        assertThat(affinity.isEmpty()).isFalse();
        assertThat(PodAffinity.NONE.isEmpty()).isTrue();
    }

    @Test
    void imagesWithoutATagAreTheLatest() {
        assertThat(PodRules.image("nginx")).isEqualTo("nginx:latest");
        assertThat(PodRules.image("registry:5000/nginx")).isEqualTo("registry:5000/nginx:latest");
        assertThat(PodRules.image("registry:5000/nginx:1.2")).isEqualTo("registry:5000/nginx:1.2");
        assertThat(PodRules.image("nginx@sha256:abc")).isEqualTo("nginx@sha256:abc");
    }

    @Test
    void hostPortsConflictOnOneAddressOrAll() {
        HostPort all = new HostPort("0.0.0.0", "TCP", 80);
        HostPort local = new HostPort("127.0.0.1", "TCP", 80);
        assertThat(all.conflictsWith(local)).isTrue();
        assertThat(local.conflictsWith(all)).isTrue();
        assertThat(local.conflictsWith(local)).isTrue();
        assertThat(local.conflictsWith(new HostPort("10.0.0.1", "TCP", 80))).isFalse();
        assertThat(local.conflictsWith(new HostPort("127.0.0.1", "UDP", 80))).isFalse();
        assertThat(local.conflictsWith(new HostPort("127.0.0.1", "TCP", 81))).isFalse();
        assertThatThrownBy(() -> new HostPort("0.0.0.0", "TCP", 0)).hasMessageContaining("host port (0)");
    }

    @Test
    void aSelectorThatIsNotThereMatchesNothing() {
        assertThat(LabelSelector.NOTHING.matches(Map.of())).isFalse();
        assertThat(LabelSelector.NOTHING.matches(Map.of("nothing", "x"))).isFalse();
    }

    @Test
    void podsAreMeantByNamespaceNameOrLabels() {
        PodSelector own = new PodSelector(WEB, new TreeSet<>(Set.of("a")), LabelSelector.NOTHING);
        assertThat(own.matches("a", Map.of(), Map.of("app", "web"))).isTrue();
        assertThat(own.matches("a", Map.of(), Map.of("app", "db"))).isFalse();
        assertThat(own.matches("b", Map.of("team", "x"), Map.of("app", "web"))).isFalse();
        PodSelector team = new PodSelector(WEB, new TreeSet<>(), LabelSelector.of(Map.of("team", "x")));
        assertThat(team.matches("b", Map.of("team", "x"), Map.of("app", "web"))).isTrue();
        assertThat(team.matches("a", Map.of(), Map.of("app", "web"))).isFalse();
        assertThatThrownBy(() -> new PodAffinityTerm("", own)).hasMessageContaining("topology key");
        assertThatThrownBy(() -> wish(101)).hasMessageContaining("(101)");
    }

    private static WeightedPodTerm wish(int weight) {
        PodSelector pods = new PodSelector(WEB, new TreeSet<>(Set.of("a")), LabelSelector.NOTHING);
        return new WeightedPodTerm(weight, new PodAffinityTerm("zone", pods));
    }
}
