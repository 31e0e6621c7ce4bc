package io.plimsoll.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.OwnerReference;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.PodVolume;
import io.plimsoll.core.model.PreferredLabels;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodClassesTest {

    private final PodClasses classes = new Cluster().podClasses();
    private final PodSpec pod = PodSpec.named("pod").withRequests(Resources.request(100, 10));

    @Test
    void whatIsNotAskedForMakesNoClass() {
        PodClass podClass = classes.of(pod);
        assertThat(classes.of(pod.withName("other"))).isSameAs(podClass);
        assertThat(classes.of(pod.withLabels(Map.of("app", "web")))).isSameAs(podClass);
        assertThat(classes.of(pod.withNamespace("other"))).isSameAs(podClass);
        assertThat(classes.of(pod.withPriority(7))).isSameAs(podClass);
        assertThat(classes.count()).isEqualTo(1);
        assertThat(classes.get(0)).isSameAs(podClass);
        assertThat(podClass).hasToString("class 0 " + pod.requests() + " " + pod.devices());
    }

    @Test
    void everythingThatIsAskedForMakesAClass() {
        LabelSelector all = LabelSelector.of(Map.of());
        List<PodSpec> different = List.of(
                pod,
                pod.withRequests(Resources.request(101, 10)),
                pod.withDevices(DeviceRequest.share(100, Set.of())),
                pod.withDevices(DeviceRequest.share(100, Set.of("T4"))),
                pod.withDevices(DeviceRequest.whole(1, Set.of())),
                pod.withNodeName("a"),
                pod.withPreferred(List.of(new PreferredLabels(1, all))),
                pod.withSpread(List.of(new SpreadConstraint("zone", 1, all))),
                pod.withSpread(List.of(new SpreadConstraint("zone", 2, all))),
                pod.withSpread(List.of(new SpreadConstraint("zone", 2, all, false, 1, true, false))),
                pod.withRules(PodRules.NONE.withImages(List.of("web:1"))),
                pod.withRules(PodRules.NONE.withTolerations(List.of(new Toleration("", true, "", null)))));
        different.forEach(classes::of);
        assertThat(classes.count()).isEqualTo(different.size());
    }

    @Test
    void namespaceAndLabelsCountWhereASpreadConstraintLooksAtThem() {
        LabelSelector web = LabelSelector.of(Map.of("app", "web"));
        PodSpec spread = pod.withSpread(List.of(new SpreadConstraint("zone", 1, web)));
        PodClass stranger = classes.of(spread);
        PodClass counted = classes.of(spread.withLabels(Map.of("app", "web")));
        assertThat(counted).isNotSameAs(stranger);
        assertThat(classes.of(spread.withLabels(Map.of("app", "web", "pod-name", "x"))))
                .isSameAs(counted);
        assertThat(classes.of(spread.withNamespace("other"))).isNotSameAs(stranger);
        assertThat(counted.countsItself(spread.spread().get(0))).isTrue();
        assertThat(stranger.countsItself(spread.spread().get(0))).isFalse();
        assertThat(classes.of(spread.withNamespace("other")).namespace()).isEqualTo("other");
    }

    @Test
    void namespaceCountsForClaimsAndControllers() {
        PodSpec tagged = pod.withRules(PodRules.NONE.withImages(List.of("web:1")));
        assertThat(classes.of(tagged.withNamespace("other"))).isSameAs(classes.of(tagged));
        PodSpec claiming = pod.withRules(PodRules.NONE.withVolumes(List.of(new PodVolume.Claim("data"))));
        assertThat(classes.of(claiming.withNamespace("other"))).isNotSameAs(classes.of(claiming));
        PodSpec owned = pod.withRules(PodRules.NONE.withController(new OwnerReference("ReplicaSet", "web")));
        assertThat(classes.of(owned.withNamespace("other"))).isNotSameAs(classes.of(owned));
        assertThat(classes.of(owned).rules()).isEqualTo(owned.rules());
    }

    @Test
    void requestedDimensionsAreACopy() {
        PodClass podClass = classes.of(pod.withDevices(DeviceRequest.whole(2, Set.of("T4", "A10"))));
        podClass.requestedDimensions()[0] = 99;
        assertThat(podClass.requestedDimensions()).containsExactly(Dimensions.CPU, Dimensions.MEMORY, Dimensions.PODS);
        assertThat(podClass.deviceCount()).isEqualTo(2);
        assertThat(podClass.deviceMilli()).isEqualTo(1000);
        assertThat(Long.bitCount(podClass.deviceModels())).isEqualTo(2);
        assertThat(podClass.acceptsModel(0)).isTrue();
        assertThat(podClass.acceptsModel(5)).isFalse();
    }
}
