package io.plimsoll.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.state.PodTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisruptionsTest {

    @Test
    void budgetsAreTakenWithWhatTheirStatusAllows() {
        List<DisruptionBudget> budgets = Disruptions.budgets(List.of(
                Json.read(Namespace.class, "{'metadata': {'name': 'a'}}"),
                budget("""
                        {'metadata': {'name': 'b', 'namespace': 'a'},
                         'spec': {'minAvailable': 1, 'selector': {'matchLabels': {'app': 'web'}}},
                         'status': {'disruptionsAllowed': 2, 'disruptedPods': {'p1': '2026-01-01T00:00:00Z'}}}
                        """),
                budget("{'metadata': {'name': 'c'}, 'spec': {}}"),
                budget("{'metadata': {'name': 'd'}}")));
        assertThat(budgets)
                .containsExactly(
                        new DisruptionBudget(
                                "a", "b", LabelSelector.of(Map.of("app", "web")), 2, new TreeSet<>(Set.of("p1"))),
                        new DisruptionBudget("default", "c", LabelSelector.NOTHING, 0, new TreeSet<>()),
                        new DisruptionBudget("default", "d", LabelSelector.NOTHING, 0, new TreeSet<>()));
    }

    @Test
    void podsStartWhenTheirStatusSays() {
        assertThat(Disruptions.startMillis(pod("{'startTime': '2026-01-01T01:00:00+01:00'}")))
                .isEqualTo(1_767_225_600_000L);
        assertThat(Disruptions.startMillis(pod("{'startTime': 'soon'}"))).isEqualTo(PodTable.NOT_STARTED);
        assertThat(Disruptions.startMillis(pod("{}"))).isEqualTo(PodTable.NOT_STARTED);
        assertThat(Disruptions.startMillis(pod("null"))).isEqualTo(PodTable.NOT_STARTED);
        assertThat(Disruptions.nominatedNode(pod("{'nominatedNodeName': 'n'}"))).isEqualTo("n");
        assertThat(Disruptions.nominatedNode(pod("null"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DisruptionTarget, True, PreemptionByScheduler, true",
        "DisruptionTarget, False, PreemptionByScheduler, false",
        "DisruptionTarget, True, EvictionByEvictionAPI, false",
        "Ready, True, PreemptionByScheduler, false"
    })
    void aPodThatTheSchedulerPreemptedIsKnown(String type, String status, String reason, boolean preempted) {
        String json =
                "{'conditions': [{'type': 'Ready', 'status': 'True'}, {'type': '%s', 'status': '%s', 'reason': '%s'}]}"
                        .formatted(type, status, reason);
        Pod pod = pod(json);
        assertThat(PodConverter.waiting(pod).rules().preempted()).isFalse();
        pod.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        assertThat(PodConverter.waiting(pod).rules().preempted()).isEqualTo(preempted);
        assertThat(PodConverter.waiting(pod).rules().terminating()).isTrue();
    }

    @Test
    void aPolicyOfNeverIsARule() {
        Pod pod = pod("null");
        assertThat(PodConverter.waiting(pod).rules().neverPreempts()).isFalse();
        pod.getSpec().setPreemptionPolicy("Never");
        assertThat(PodConverter.waiting(pod).rules().neverPreempts()).isTrue();
    }

    private static PodDisruptionBudget budget(String json) {
        return Json.read(PodDisruptionBudget.class, json);
    }

    private static Pod pod(String status) {
        return Json.read(
                Pod.class,
                "{'metadata': {'name': 'p'}, 'spec': {'containers': [{'name': 'c'}]}, 'status': " + status + "}");
    }
}
