package io.plimsoll.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.engine.Explanation;
import io.plimsoll.core.model.HostPort;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostPortFilterTest {

    private final Scene scene = new Scene();

    @Test
    void portsThatPodsOnTheNodeTakeAreNotFree() {
        int taken = scene.add(Scene.node("taken"));
        int other = scene.add(Scene.node("other"));
        scene.put(pod("127.0.0.1", "TCP", 80), taken);
        scene.put(PodSpec.named("plain"), taken);
        scene.put(pod("0.0.0.0", "UDP", 80), other);
        Explanation explanation = scene.explain(new HostPortFilter(), pod("0.0.0.0", "TCP", 80));
        assertThat(explanation.nodes())
                .extracting(Explanation.NodeReport::feasible)
                .containsExactly(false, true);
        assertThat(explanation.nodes().get(0).objections())
                .containsExactly(new Explanation.Objection(
                        "NodePorts", List.of("node(s) didn't have free ports for the requested pod ports"), true));
        assertThat(scene.explain(new HostPortFilter(), PodSpec.named("pod")).skippedFilters())
                .containsExactly("NodePorts");
    }

    private static PodSpec pod(String ip, String protocol, int port) {
        return Scene.pod(PodRules.NONE.withHostPorts(List.of(new HostPort(ip, protocol, port))));
    }
}
