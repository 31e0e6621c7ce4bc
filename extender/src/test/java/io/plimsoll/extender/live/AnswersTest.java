package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswersTest {

    private static Ask threeNodes(Mode mode, boolean lastFilter) {
        Ask ask = new Ask(mode, lastFilter, "best-fit");
        ask.node("a", 4000);
        ask.node("b", 2000);
        ask.node("c", 1000);
        return ask;
    }

    @Test
    void filterPassesWhatFitsAndNamesTheRest() throws Exception {
        Ask ask = threeNodes(Mode.FILTER_PRIORITIZE, false);
        JsonNode reply = ask.filter("p", 1500, "c", "b", "x", "a");
        assertThat(Ask.names(reply)).containsExactly("b", "a");
        assertThat(reply.get("FailedNodes"))
                .isEqualTo(JsonMapper.shared().readTree("{\"x\":\"node(s) were not known to Plimsoll yet\"}"));
        assertThat(reply.at("/FailedAndUnresolvableNodes/c").asString()).isEqualTo("Insufficient cpu");
        assertThat(reply.get("Error").asString()).isEmpty();
        assertThat(reply.get("Nodes").isNull()).isTrue();
        assertThat(ask.live.heldPods()).isZero();
        assertThat(ask.answers.tally().unknownNodes()).isEqualTo(1);
    }

    @Test
    void aShortageThatPodsOfTheNodeMakeMayBeResolvedByPreemption() throws Exception {
        Ask ask = threeNodes(Mode.FILTER_PRIORITIZE, true);
        ask.bound("q", 500, "c");
        JsonNode reply = ask.filter("p", 800, "c");
        assertThat(Ask.names(reply)).isEmpty();
        assertThat(reply.at("/FailedNodes/c").asString()).isEqualTo("Insufficient cpu");
        assertThat(reply.get("FailedAndUnresolvableNodes")).isEmpty();
        assertThat(ask.answers.tally().unschedulable()).isEqualTo(1);
    }

    @Test
    void theLastFilterIsTerseUnlessNothingFits() throws Exception {
        Ask ask = threeNodes(Mode.FILTER_PRIORITIZE, true);
        assertThat(ask.filter("p", 1500, "a", "c").get("FailedAndUnresolvableNodes"))
                .isEmpty();
        assertThat(ask.filter("p", 1500, "c").get("FailedAndUnresolvableNodes")).hasSize(1);
    }

    @Test
    void scoresAreTenForTheBestAndForNoOther() throws Exception {
        Ask ask = threeNodes(Mode.FILTER_PRIORITIZE, true);
        JsonNode scores = ask.prioritize("p", 500, "a", "b", "c", "x");
        assertThat(scores).hasSize(4);
        assertThat(scores.get(2).get("Host").asString()).isEqualTo("c");
        assertThat(scores.get(2).get("Score").asInt()).isEqualTo(10);
        assertThat(scores.get(0).get("Score").asInt()).isEqualTo(0);
        assertThat(scores.get(1).get("Score").asInt()).isBetween(1, 9);
        assertThat(scores.get(3).get("Score").asInt()).isEqualTo(0);
        for (JsonNode score : scores) {
            assertThat(score.get("Score").isIntegralNumber()).isTrue();
        }
    }

    @Test
    void scoresCoverTheWholeRangeWithoutOverflow() {
        assertThat(ScoreReply.score(5, 5, 5)).isEqualTo(10);
        assertThat(ScoreReply.score(Long.MAX_VALUE, 0, Long.MAX_VALUE)).isEqualTo(10);
        assertThat(ScoreReply.score(Long.MAX_VALUE - 1, 0, Long.MAX_VALUE)).isEqualTo(9);
        assertThat(ScoreReply.score(0, 0, Long.MAX_VALUE)).isZero();
        assertThat(ScoreReply.score(99, 0, 100)).isEqualTo(9);
    }

    @Test
    void pickOneHoldsItsSpaceUntilTheBindingIsSeen() throws Exception {
        Ask ask = threeNodes(Mode.PICK_ONE, true);
        assertThat(Ask.names(ask.filter("p", 800, "a", "b", "c"))).containsExactly("c");
        assertThat(Ask.names(ask.filter("q", 800, "a", "b", "c"))).containsExactly("b");
        assertThat(ask.live.heldPods()).isEqualTo(2);
        ask.bound("p", 800, "c");
        assertThat(ask.live.heldPods()).isEqualTo(1);
        JsonNode full = ask.filter("r", 800, "c");
        assertThat(Ask.names(full)).isEmpty();
        assertThat(full.at("/FailedNodes/c").asString()).isEqualTo("Insufficient cpu");
        ask.live.apply(new ClusterEvent.PodGone("p"));
        assertThat(Ask.names(ask.filter("r", 800, "c"))).containsExactly("c");
    }

    @Test
    void aHeldNodeIsRefusedForGoodBecauseKubeSchedulerDoesNotSeeTheHold() throws Exception {
        Ask ask = threeNodes(Mode.PICK_ONE, true);
        ask.filter("p", 800, "c");
        JsonNode reply = ask.filter("q", 800, "c");
        assertThat(reply.get("FailedNodes")).isEmpty();
        assertThat(reply.at("/FailedAndUnresolvableNodes/c").asString()).isEqualTo("Insufficient cpu");
    }

    @Test
    void aPodThatIsAskedAboutAgainIsDecidedAnew() throws Exception {
        Ask ask = threeNodes(Mode.PICK_ONE, true);
        assertThat(Ask.names(ask.filter("p", 800, "a", "b", "c"))).containsExactly("c");
        assertThat(Ask.names(ask.filter("p", 800, "a", "b"))).containsExactly("b");
        assertThat(ask.live.heldPods()).isEqualTo(1);
        assertThat(Ask.names(ask.filter("q", 1000, "c"))).containsExactly("c");
    }

    @Test
    void aPodThatIsOnItsNodeAlreadyStaysThere() throws Exception {
        Ask ask = threeNodes(Mode.PICK_ONE, true);
        ask.bound("p", 800, "b");
        assertThat(Ask.names(ask.filter("p", 800, "a", "b", "c"))).containsExactly("b");
        assertThat(ask.live.heldPods()).isZero();
        assertThat(ask.live.residents()).isEqualTo(1);
    }

    @Test
    void pickOneNamesWhatItDidNotPickWhereAnotherFilterFollows() throws Exception {
        Ask ask = threeNodes(Mode.PICK_ONE, false);
        JsonNode reply = ask.filter("p", 1500, "a", "b", "c", "x");
        assertThat(Ask.names(reply)).containsExactly("b");
        assertThat(reply.at("/FailedAndUnresolvableNodes/a").asString()).isEqualTo(FilterVerb.NOT_PICKED);
        assertThat(reply.at("/FailedAndUnresolvableNodes/c").asString()).isEqualTo("Insufficient cpu");
        assertThat(reply.at("/FailedNodes/x").asString()).isEqualTo(Answers.UNKNOWN_NODE);
    }

    @Test
    void theHeldNodeGetsAllTheScore() throws Exception {
        Ask ask = threeNodes(Mode.PICK_ONE, true);
        ask.filter("p", 800, "a", "b", "c");
        JsonNode scores = ask.prioritize("p", 800, "a", "c");
        assertThat(scores.get(0).get("Score").asInt()).isZero();
        assertThat(scores.get(1).get("Score").asInt()).isEqualTo(10);
    }

    @Test
    void scoreOnlyPassesEverythingAndScores() throws Exception {
        Ask ask = threeNodes(Mode.SCORE_ONLY, true);
        assertThat(Ask.names(ask.filter("p", 9000, "c", "x"))).containsExactly("c", "x");
        assertThat(ask.prioritize("p", 500, "a", "c").get(1).get("Score").asInt())
                .isEqualTo(10);
    }

    @Test
    void podsOfOtherSchedulersPassWithoutScores() throws Exception {
        Ask ask = threeNodes(Mode.PICK_ONE, true);
        String pod = Ask.pod("p", "another", 9000, "");
        assertThat(Ask.names(ask.filter(pod, "c", "x"))).containsExactly("c", "x");
        byte[] body = Ask.body(pod, "c");
        assertThat(new String(ask.answers.prioritize(body, body.length), StandardCharsets.UTF_8))
                .isEqualTo("[]");
        assertThat(ask.answers.tally().passed()).isEqualTo(2);
    }

    @Test
    void wholeNodesAreAnsweredWithWholeNodes() throws Exception {
        Ask ask = threeNodes(Mode.FILTER_PRIORITIZE, false);
        String nodes =
                "{\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"c\"}},{\"metadata\":{\"name\":\"a\"},\"x\":[1.50]}]}";
        byte[] body = ("{\"Pod\":" + Ask.pod("p", "default-scheduler", 1500, "") + ",\"Nodes\":" + nodes
                        + ",\"NodeNames\":null}")
                .getBytes(StandardCharsets.UTF_8);
        String reply = new String(ask.answers.filter(body, body.length), StandardCharsets.UTF_8);
        assertThat(reply)
                .startsWith("{\"Nodes\":{\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"a\"},\"x\":[1.50]}]}"
                        + ",\"NodeNames\":null,");
        assertThat(JsonMapper.shared()
                        .readTree(reply)
                        .get("FailedAndUnresolvableNodes")
                        .propertyNames())
                .containsExactly("c");
    }

    @Test
    void amountsMayBeNumbersAndListsMayBeNull() throws Exception {
        Ask ask = threeNodes(Mode.FILTER_PRIORITIZE, false);
        String pod = """
                {"metadata":{"name":"p","labels":null,"ownerReferences":null},"spec":{"tolerations":null,"initContainers":null,
                "volumes":null,"affinity":null,"containers":[{"name":"c","ports":null,"resources":{"requests":{"cpu":1.5,"memory":1024}}}]}}""";
        assertThat(Ask.names(ask.filter(pod, "a", "b", "c"))).isEqualTo(List.of("a", "b"));
    }

    @Test
    void whenTheTimeIsOverTheBestOfWhatWasLookedAtIsAnswered() throws Exception {
        for (Mode mode : new Mode[] {Mode.PICK_ONE, Mode.FILTER_PRIORITIZE}) {
            Ask ask = new Ask(mode, false, "best-fit");
            String[] names = new String[2_200];
            for (int i = 0; i < names.length; i++) {
                names[i] = "n" + i;
                ask.node(names[i], 10_000 - i);
            }
            JsonNode all = ask.filter("p", 100, names);
            assertThat(Ask.names(all)).hasSize(mode == Mode.PICK_ONE ? 1 : 2_200);
            assertThat(ask.answers.tally().late()).isZero();
            // Three looks: one begins, and the second of those in between is too late.
            ask.tick = AnswerOptions.BUDGET_MILLIS / 2 + 1;
            JsonNode some = ask.filter("q", 100, names);
            assertThat(Ask.names(some).get(0)).isEqualTo(mode == Mode.PICK_ONE ? "n2046" : "n0");
            assertThat(some.get("FailedNodes")).hasSize(2_200 - 2_047);
            assertThat(some.at("/FailedNodes/n2199").asString()).isEqualTo(FilterVerb.NO_TIME);
            assertThat(ask.answers.tally().late()).isEqualTo(1);
        }
    }
}
