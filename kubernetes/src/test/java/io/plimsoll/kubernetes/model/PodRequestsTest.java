package io.plimsoll.kubernetes.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.model.ScoredRequests;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodRequestsTest {

    private static final long MIB = 1L << 20;
    private static final String USUAL = "{'name': 'c'}";

    @Test
    void containersAddUpAndMissingRequestsAreLimits() {
        PodRequests requests =
                of("'containers': [" + container("a", "'requests': {'cpu': '100m', 'memory': '64Mi', 'x.com/gpu': '1'}")
                        + ", "
                        + container("b", "'requests': {'cpu': '0.0015'}, 'limits': {'cpu': '9', 'memory': '1Mi'}")
                        + "]");
        assertThat(requests.wanted())
                .isEqualTo(Resources.request(102, 65 * MIB)
                        .withScalars(Map.of("x.com/gpu", 1L))
                        .withPods(0));
        assertThat(requests.held()).isEqualTo(requests.wanted());
    }

    @Test
    void theLargestInitContainerCountsWithTheSidecarsBeforeIt() {
        String init = "'initContainers': [" + container("i0", "'requests': {'cpu': '3'}") + ", "
                + sidecar("s1", "500m") + ", " + container("i1", "'requests': {'cpu': '2800m', 'memory': '5Mi'}") + ", "
                + sidecar("s2", "250m") + "], 'containers': [" + container("c", "'requests': {'cpu': '1'}") + "]";
        // 1 + 0.5 + 0.25 together; 3 alone; 2.8 beside the first sidecar.
        assertThat(of(init).wanted().cpuMilli()).isEqualTo(3300);
        assertThat(of(init).wanted().memoryBytes()).isEqualTo(5 * MIB);
        assertThat(of(init + ", 'overhead': {'cpu': '10m', 'memory': '1Mi'}").wanted())
                .isEqualTo(Resources.request(3310, 6 * MIB).withPods(0));
    }

    @Test
    void whatThePodItselfSaysGoesBeforeItsContainers() {
        String containers = "'containers': [" + container("c", "'requests': {'cpu': '1', 'memory': '5Mi'}") + "]";
        assertThat(of(containers + ", 'resources': {'requests': {'cpu': '3', 'ephemeral-storage': '1'}}")
                        .wanted())
                .isEqualTo(Resources.request(3000, 5 * MIB).withPods(0));
        assertThat(of(containers + ", 'resources': {'limits': {'cpu': '7', 'hugepages-2Mi': '4Mi'}}")
                        .wanted())
                .isEqualTo(Resources.request(1000, 5 * MIB)
                        .withScalars(Map.of("hugepages-2Mi", 4 * MIB))
                        .withPods(0));
    }

    @Test
    void limitsOfHugePagesBecomeThoseOfThePod() {
        String containers = "'containers': [" + container("a", "'limits': {'cpu': '2', 'hugepages-2Mi': '2Mi'}") + ", "
                + container("b", "'requests': {'hugepages-2Mi': '4Mi'}") + "]";
        assertThat(of(containers).wanted().scalars()).containsEntry("hugepages-2Mi", 6 * MIB);
        // With any request of the pod itself its limit is that of the containers, and so is its request; CPU follows.
        PodRequests requests = of(containers + ", 'resources': {'requests': {'memory': '1Mi'}}");
        assertThat(requests.wanted())
                .isEqualTo(Resources.request(2000, MIB)
                        .withScalars(Map.of("hugepages-2Mi", 2 * MIB))
                        .withPods(0));
        assertThat(of(containers + ", 'resources': {}").wanted().scalars()).containsEntry("hugepages-2Mi", 6 * MIB);
    }

    @Test
    void containersWithoutRequestsAreScoredAsALittle() {
        String containers = "'containers': [" + USUAL + ", " + container("c", "'requests': {'cpu': '0'}") + "]";
        assertThat(of(containers).scored())
                .isEqualTo(new ScoredRequests(Resources.request(100, 400 * MIB).withPods(0), 100, 400 * MIB));
        // Where the pod itself says its CPU, containers count as a little memory only, once it is on a node.
        assertThat(of(containers + ", 'resources': {'requests': {'cpu': '3'}}").scored())
                .isEqualTo(new ScoredRequests(Resources.request(100, 400 * MIB).withPods(0), 3000, 400 * MIB));
        assertThat(of(containers + ", 'resources': {'requests': {'cpu': '3', 'memory': '1Mi'}}")
                        .scored())
                .isEqualTo(new ScoredRequests(Resources.request(100, 400 * MIB).withPods(0), 3000, MIB));
    }

    @Test
    void resizedPodsHoldTheMostOfWhatTheyWantHaveAndWereGiven() {
        String spec = "'containers': [" + container("c", "'requests': {'cpu': '2', 'memory': '1Mi'}")
                + "], 'initContainers': [" + sidecar("s", "100m") + "]";
        String status = "'containerStatuses': [{'name': 'c', 'allocatedResources': {'cpu': '1', 'memory': '8Mi'},"
                + " 'resources': {'requests': {'cpu': '500m', 'memory': '4Mi'}}}],"
                + " 'initContainerStatuses': [{'name': 's', 'resources': {'requests': {'cpu': '300m'}}}]";
        PodRequests resizing = of(spec, status);
        assertThat(resizing.wanted()).isEqualTo(Resources.request(2100, MIB).withPods(0));
        assertThat(resizing.held()).isEqualTo(Resources.request(2300, 8 * MIB).withPods(0));
        PodRequests refused = of(
                spec,
                status + ", 'conditions': [{'type': 'Ready'}, {'type': 'PodResizePending', 'reason': 'Infeasible'}]");
        assertThat(refused.held()).isEqualTo(Resources.request(1300, 8 * MIB).withPods(0));
        PodRequests deferred =
                of(spec, status + ", 'conditions': [{'type': 'PodResizePending', 'reason': 'Deferred'}]");
        assertThat(deferred.held()).isEqualTo(resizing.held());
    }

    @Test
    void whatNobodyCountsIsLeftOutAndTooMuchIsTheMost() {
        String odd = "'requests': {'storage': '5', 'pods': '3', 'requests.x.com/y': '1', 'memory': '9Ei', 'cpu': '-1'}";
        assertThat(of("'containers': [" + container("c", odd) + "]").wanted())
                .isEqualTo(Resources.request(0, Resources.MAX_QUANTITY).withPods(3));
    }

    private static PodRequests of(String spec) {
        return new PodRequests(Json.read(Pod.class, "{'spec': {" + spec + "}}"));
    }

    private static PodRequests of(String spec, String status) {
        return new PodRequests(Json.read(Pod.class, "{'spec': {" + spec + "}, 'status': {" + status + "}}"));
    }

    private static String container(String name, String resources) {
        return "{'name': '" + name + "', 'resources': {" + resources + "}}";
    }

    private static String sidecar(String name, String cpu) {
        return "{'name': '" + name + "', 'restartPolicy': 'Always', 'resources': {'requests': {'cpu': '" + cpu + "'}}}";
    }
}
