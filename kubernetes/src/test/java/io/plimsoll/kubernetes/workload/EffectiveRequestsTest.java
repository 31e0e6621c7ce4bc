package io.plimsoll.kubernetes.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.kubernetes.input.ObjectReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EffectiveRequestsTest {

    private static final long MEBI = 1 << 20;

    private static Pod pod(String rest) throws InputException {
        String head = "apiVersion: v1\nkind: Pod\nmetadata: {name: p, uid: u}\n";
        return new ObjectReader(Problems.strict())
                .read("x.yaml", head + rest)
                .finish()
                .pods()
                .get(0);
    }

    @Test
    void containersShouldAddUpAndInitContainersShouldCountWithTheSidecarsBeforeThem() throws InputException {
        Requests requests = EffectiveRequests.asked(pod("""
                spec:
                  overhead: {cpu: 1m, memory: 1Mi}
                  initContainers:
                  - {name: i1, resources: {requests: {cpu: 350m, nvidia.com/gpu: 1}}}
                  - {name: s1, restartPolicy: Always, resources: {requests: {cpu: 100m, memory: 10Mi}}}
                  - {name: i2, resources: {requests: {cpu: 100m, memory: 70Mi}}}
                  - {name: s2, restartPolicy: Always, resources: {requests: {cpu: 50m}}}
                  containers:
                  - {name: a, resources: {requests: {cpu: 100m, memory: 20Mi}}}
                  - {name: b, resources: {requests: {cpu: 50m, memory: 30Mi}}}
                """));
        assertThat(requests.amounts()).isEqualTo(Map.of("cpu", 351L, "memory", 81 * MEBI, "nvidia.com/gpu", 1L));
        assertThat(requests.of("ephemeral-storage")).isZero();
        assertThat(requests.scoredCpuMillis()).isEqualTo(351);
        // Both init containers and the second sidecar count 200 Mi where they ask for none: 10 + 200 + 20 + 30 at last.
        assertThat(requests.scoredMemoryBytes()).isEqualTo((260 + 1) * MEBI);
    }

    @Test
    void sumsShouldBeRoundedOnce() throws InputException {
        Requests requests = EffectiveRequests.asked(pod("""
                spec:
                  containers:
                  - {name: a, resources: {requests: {cpu: 100u, memory: 100m, example.com/x: 2}}}
                  - {name: b, resources: {requests: {cpu: 100u, memory: 100m, storage: 1Gi, kubernetes.io/y: 1}}}
                """));
        assertThat(requests.amounts())
                .isEqualTo(Map.of("cpu", 1L, "memory", 1L, "example.com/x", 2L, "kubernetes.io/y", 1L));
    }

    @Test
    void aContainerThatAsksForNothingShouldCountALittleForScores() throws InputException {
        Requests requests = EffectiveRequests.asked(pod("spec: {containers: [{name: a}, {name: b}]}"));
        assertThat(requests.amounts()).isEmpty();
        assertThat(requests.scoredCpuMillis()).isEqualTo(200);
        assertThat(requests.scoredMemoryBytes()).isEqualTo(400 * MEBI);
        Requests zero = EffectiveRequests.asked(
                pod("spec: {containers: [{name: a, resources: {requests: {cpu: 0, memory: 0}}}]}"));
        assertThat(zero.scoredCpuMillis()).isZero();
        assertThat(zero.scoredMemoryBytes()).isZero();
    }

    @Test
    void whatThePodAsksForShouldReplaceTheSum() throws InputException {
        Pod pod = pod("""
                spec:
                  overhead: {cpu: 10m}
                  resources: {requests: {cpu: 1, hugepages-2Mi: 4Mi}}
                  containers:
                  - {name: a, resources: {requests: {cpu: 100m, memory: 20Mi}}}
                  - {name: b}
                """);
        Requests asked = EffectiveRequests.asked(pod);
        assertThat(asked.amounts()).isEqualTo(Map.of("cpu", 1010L, "memory", 20 * MEBI, "hugepages-2Mi", 4 * MEBI));
        assertThat(asked.scoredMemoryBytes()).isEqualTo(220 * MEBI);
        // What is on a node counts the containers' own amounts where there are any.
        assertThat(EffectiveRequests.held(pod).scoredMemoryBytes()).isEqualTo(20 * MEBI);
        assertThat(EffectiveRequests.held(pod).scoredCpuMillis()).isEqualTo(1010);
    }

    @Test
    void aResizeShouldHoldTheLargerOfWantedAndGiven() throws InputException {
        String resized = """
                spec:
                  initContainers:
                  - {name: i, resources: {requests: {cpu: 100m}}}
                  - {name: s, restartPolicy: Always, resources: {requests: {cpu: 100m}}}
                  containers:
                  - {name: a, resources: {requests: {cpu: 1, memory: 10Mi}}}
                status:
                  initContainerStatuses:
                  - {name: i, resources: {requests: {cpu: 9}}}
                  - {name: s, resources: {requests: {cpu: 200m}}}
                  containerStatuses:
                  - {name: a, allocatedResources: {memory: 30Mi}, resources: {requests: {cpu: 500m, memory: 20Mi}}}
                """;
        assertThat(EffectiveRequests.held(pod(resized)).amounts()).isEqualTo(Map.of("cpu", 1200L, "memory", 30 * MEBI));
        assertThat(EffectiveRequests.asked(pod(resized)).of("cpu")).isEqualTo(1100);
        String refused = resized + "  conditions: [{type: PodResizePending, status: 'True', reason: Infeasible}]\n";
        assertThat(EffectiveRequests.held(pod(refused)).amounts()).isEqualTo(Map.of("cpu", 700L, "memory", 30 * MEBI));
        String deferred = resized + "  conditions: [{type: PodResizePending, status: 'True', reason: Deferred}]\n";
        assertThat(EffectiveRequests.held(pod(deferred)).of("cpu")).isEqualTo(1200);
    }
}
