package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.DeviceSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** kube-scheduler offers nodes that have no room by what is known here. */
class LagTest {

    private static @Nullable JsonNode ask(Ask ask, String pod, boolean always, String... nodes) throws Exception {
        byte[] body = Ask.body(pod, nodes);
        byte @Nullable [] reply = ask.answers.filterUnlessAhead(body, body.length, always);
        return reply == null ? null : JsonMapper.shared().readTree(reply);
    }

    private static String pod(String uid, String scheduler) {
        return Ask.pod(uid, scheduler, 500, "");
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = "SCORE_ONLY", mode = EnumSource.Mode.EXCLUDE)
    void aPodIsNotRefusedWhileOthersHaveNotBeenSeenToLeave(Mode mode) throws Exception {
        Ask ask = new Ask(mode, true, "best-fit");
        ask.node("n0", 1_000);
        ask.node("n1", 1_000);
        ask.bound("a", 800, "n0");
        ask.bound("b", 800, "n1");
        String pod = pod("p", "default-scheduler");
        assertThat(ask(ask, pod, true, "n0", "n1")).isNull();
        assertThat(ask.answers.tally().filters()).isZero();
        assertThat(ask.live.heldPods()).isZero();
        assertThat(ask(ask, pod, true, "new")).as("a node that is new").isNull();
        assertThat(ask(ask, pod, false, "n0", "n1"))
                .as("where it was in vain lately")
                .isNotNull();
        assertThat(ask(ask, pod("q", "another"), true, "n0")).as("not ours").isNotNull();
        ask.live.apply(new ClusterEvent.PodGone("b"));
        assertThat(Ask.names(Objects.requireNonNull(ask(ask, pod, true, "n0", "n1"))))
                .containsExactly("n1");
        assertThat(ask.answers.tally().filters()).isEqualTo(3);
    }

    @Test
    void whatIsHeldHereAndDevicesAreNotWaitedFor() throws Exception {
        Ask ask = new Ask(Mode.PICK_ONE, true, "best-fit");
        ask.node("n0", 1_000);
        ask.live.apply(
                new ClusterEvent.NodeSeen(Ask.nodeSpec("gpu", 1_000).withDevices(List.of(DeviceSpec.whole("T4")))));
        assertThat(Ask.names(ask.filter("held", 800, "n0"))).containsExactly("n0");
        String pod = pod("p", "default-scheduler");
        JsonNode refused = Objects.requireNonNull(ask(ask, pod, true, "n0"));
        assertThat(refused.at("/FailedAndUnresolvableNodes/n0").asString()).isEqualTo("Insufficient cpu");
        String shares = pod.replace("\"500m\"", "\"500m\",\"alibabacloud.com/gpu-count\":\"2\"");
        refused = Objects.requireNonNull(ask(ask, shares, true, "gpu"));
        assertThat(refused.at("/FailedAndUnresolvableNodes/gpu").asString()).isEqualTo("Insufficient devices");
    }
}
