package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SelectingObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PodSelectorsTest {

    private static final LabelSelector WEB = LabelSelector.of(Map.of("app", "web"));

    private final Cluster cluster = new Cluster();

    @Test
    void podsOfOneClassAreDecidedApartWhenATermOfOthersMeansSome() {
        int web = cluster.addPod(PodSpec.named("web").withLabels(Map.of("app", "web")));
        int db = cluster.addPod(PodSpec.named("db").withLabels(Map.of("app", "db")));
        assertThat(cluster.decidedClass(web)).isSameAs(cluster.decidedClass(db));
        PodSelector term = selector(Set.of("default"), LabelSelector.NOTHING);
        addPodAwayFrom(term);
        assertThat(cluster.decidedClass(web)).isNotSameAs(cluster.decidedClass(db));
        assertThat(cluster.pods().podClass(web)).isSameAs(cluster.pods().podClass(db));
        int number = cluster.podSelectors().find(shy(term));
        assertThat(cluster.podSelectors().get(number)).isEqualTo(term);
        assertThat(cluster.decidedClass(web).meantBy(number)).isTrue();
        assertThat(cluster.decidedClass(db).meantBy(number)).isFalse();
        int more = cluster.addPod(PodSpec.named("web-2").withLabels(Map.of("app", "web", "pod", "2")));
        assertThat(cluster.decidedClass(more)).isSameAs(cluster.decidedClass(web));
    }

    @Test
    void labelsOfNamespacesDecide() {
        int web = cluster.addPod(PodSpec.named("web").withLabels(Map.of("app", "web")));
        PodSelector term = selector(Set.of(), LabelSelector.of(Map.of("team", "x")));
        addPodAwayFrom(term);
        int number = cluster.podSelectors().find(shy(term));
        assertThat(cluster.decidedClass(web).meantBy(number)).isFalse();
        SortedMap<String, SortedMap<String, String>> namespaces = new TreeMap<>();
        namespaces.put("default", new TreeMap<>(Map.of("team", "x")));
        try (Trial trial = cluster.openTrial()) {
            cluster.setObjects(ClusterObjects.NONE.withNamespaces(namespaces));
            assertThat(cluster.decidedClass(web).meantBy(number)).isTrue();
            assertThat(cluster.objectsVersion()).isEqualTo(1);
        }
        assertThat(cluster.decidedClass(web).meantBy(number)).isFalse();
        assertThat(cluster.objects()).isSameAs(ClusterObjects.NONE);
        assertThat(cluster.objectsVersion()).isZero();
        cluster.setObjects(ClusterObjects.NONE.withNamespaces(namespaces));
        assertThat(cluster.objectsVersion()).isEqualTo(2);
        assertThat(cluster.decidedClass(web).meantBy(number)).isTrue();
    }

    @Test
    void servicesSelectPodsOfTheirNamespace() {
        SelectingObject service = new SelectingObject(SelectingObject.SERVICE, "default", "web", WEB);
        cluster.setObjects(ClusterObjects.NONE.withSelectors(List.of(service)));
        int number = cluster.podSelectors().find(service.pods());
        PodSpec web = PodSpec.named("web").withLabels(Map.of("app", "web"));
        assertThat(cluster.decidedClass(web).meantBy(number)).isTrue();
        assertThat(cluster.decidedClass(web.withNamespace("other")).meantBy(number))
                .isFalse();
    }

    private static HeldTerm shy(PodSelector pods) {
        return new HeldTerm(new PodAffinityTerm("zone", pods), true, 0);
    }

    private void addPodAwayFrom(PodSelector pods) {
        PodAffinity affinity =
                new PodAffinity(List.of(), List.of(new PodAffinityTerm("zone", pods)), List.of(), List.of());
        cluster.addPod(PodSpec.named("shy").withRules(PodRules.NONE.withPodAffinity(affinity)));
    }

    private static PodSelector selector(Set<String> namespaces, LabelSelector ofNamespaces) {
        return new PodSelector(WEB, new TreeSet<>(namespaces), ofNamespaces);
    }
}
