package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.plimsoll.core.model.DeviceRequest;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.TypicalPods.Request;
import io.plimsoll.core.policy.TypicalPods.TypicalPod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TypicalPodsTest {

    @Test
    void requestsShouldBeOrderedByCountThenCpuThenShareThenNumberThenModelText() {
        List<Request> descending = List.of(
                request(1000, DeviceRequest.NONE, "", 9),
                request(8000, DeviceRequest.NONE, "", 5),
                request(4000, DeviceRequest.whole(2, Set.of()), "", 5),
                request(4000, DeviceRequest.whole(1, Set.of("V100")), "V100", 5),
                request(4000, DeviceRequest.whole(1, Set.of("A10")), "A10", 5),
                request(4000, DeviceRequest.share(500, Set.of()), "", 5),
                request(16_000, DeviceRequest.NONE, "", 1));
        List<Request> shuffled = new ArrayList<>(descending);
        Collections.shuffle(shuffled, Seed.random());
        assertThat(TypicalPods.of(shuffled, 100).pods())
                .extracting(TypicalPod::cpuMilli, TypicalPod::devices)
                .containsExactlyElementsOf(descending.stream()
                        .map(request -> tuple(request.cpuMilli(), request.devices()))
                        .toList());
    }

    @Test
    void theSameModelsInAnotherOrderShouldBeAnotherRequest() {
        DeviceRequest either = DeviceRequest.share(500, Set.of("A10", "T4"));
        TypicalPods typical =
                TypicalPods.of(List.of(request(1000, either, "A10|T4", 2), request(1000, either, "T4|A10", 2)), 100);
        assertThat(typical.pods()).extracting(TypicalPod::share).containsExactly(0.5, 0.5);
    }

    @Test
    void requestsShouldBeTakenUntilTheThresholdIsReached() {
        List<Request> requests = List.of(
                request(1000, DeviceRequest.NONE, "", 60),
                request(2000, DeviceRequest.NONE, "", 35),
                request(3000, DeviceRequest.NONE, "", 5));
        assertThat(TypicalPods.of(requests, 60).pods()).hasSize(1);
        assertThat(TypicalPods.of(requests, 61).pods()).hasSize(2);
        assertThat(TypicalPods.of(requests, 95).pods()).hasSize(2);
        assertThat(TypicalPods.of(requests, 96).pods()).hasSize(3);
    }

    @Test
    void sharesShouldBeDividedByAllPodsFirstAndByWhatWasTakenThen() {
        List<Request> requests = new ArrayList<>();
        long total = 0;
        long[] counts = {1215, 572, 325, 179, 7, 3};
        for (int i = 0; i < counts.length; i++) {
            requests.add(request(1000L * (i + 1), DeviceRequest.NONE, "", counts[i]));
            total += counts[i];
        }
        List<TypicalPod> typical = TypicalPods.of(requests, 95).pods();
        long taken = 1215 + 572 + 325 + 179;
        assertThat(typical).hasSize(4);
        boolean orderMatters = false;
        for (int i = 0; i < typical.size(); i++) {
            double share = (double) counts[i] / total / ((double) taken / total);
            assertThat(typical.get(i).share()).isEqualTo(share);
            orderMatters |= share != (double) counts[i] / taken;
        }
        assertThat(orderMatters)
                .as("whether this test can tell the orders apart")
                .isTrue();
    }

    @Test
    void whenAllRequestsAreTakenSharesShouldBeDividedOnce() {
        List<TypicalPod> typical = TypicalPods.of(
                        List.of(request(1000, DeviceRequest.NONE, "", 2), request(2000, DeviceRequest.NONE, "", 1)),
                        100)
                .pods();
        assertThat(typical).extracting(TypicalPod::share).containsExactly(2.0 / 3, 1.0 / 3);
    }

    @Test
    void aListOfPodsShouldBeCountedByCpuAndDevicesWhateverTheMemory() {
        List<PodSpec> pods = List.of(
                Scene.pod(1000, 1), Scene.pod(1000, 2), Scene.share(1000, 500, "T4", "A10"), Scene.pod(2000, 1));
        assertThat(TypicalPods.requests(pods))
                .containsExactlyInAnyOrder(
                        request(1000, DeviceRequest.NONE, "", 2),
                        request(1000, DeviceRequest.share(500, Set.of("A10", "T4")), "A10|T4", 1),
                        request(2000, DeviceRequest.NONE, "", 1));
        assertThat(TypicalPods.ofPods(pods, 50).pods()).containsExactly(new TypicalPod(1000, DeviceRequest.NONE, 1));
    }

    @Test
    void nothingShouldBeTypicalOfNoPods() {
        assertThat(TypicalPods.of(List.of(), 95)).isEqualTo(TypicalPods.NONE);
        assertThat(TypicalPods.ofPods(List.of(PodSpec.named("pod").withRequests(Resources.request(1, 1))), 1)
                        .pods())
                .hasSize(1);
    }

    private static Request request(long cpu, DeviceRequest devices, String modelText, long count) {
        return new Request(cpu, devices, modelText, count);
    }
}
