package io.plimsoll.extender.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.DisruptionBudget;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.extender.Seeds;
import io.plimsoll.extender.wire.DeviceNames;
import io.plimsoll.extender.wire.GroupNames;
import io.plimsoll.extender.wire.MalformedRequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PreemptTest {

    private static final int NODES = 4;
    private static final long CPU = 1000;

    /** A pod of the model: who it is, how important, how much, since when. */
    private record Victim(String uid, int priority, long cpu, boolean guarded, long start) {}

    private static Ask ask(Mode mode, boolean widens) {
        Ask ask = new Ask(
                "best-fit",
                new AnswerOptions(
                        mode, Map.of(), true, Ask.HOLD, 1_000_000, widens, DeviceNames.DEFAULT, GroupNames.DEFAULT),
                null);
        for (int i = 0; i < NODES; i++) {
            ask.node("n" + i, CPU);
        }
        return ask;
    }

    private static void bound(Ask ask, Victim pod, String node) {
        ask.live.apply(new ClusterEvent.PodOnNode(
                pod.uid(),
                Ask.podSpec(pod.uid(), pod.cpu())
                        .withPriority(pod.priority())
                        .withLabels(Map.of("guarded", String.valueOf(pod.guarded()))),
                node,
                pod.start(),
                0));
    }

    private static JsonNode preempt(Ask ask, String uid, long cpu, Map<String, List<String>> offered)
            throws MalformedRequestException, IOException {
        List<String> nodes = new ArrayList<>();
        offered.forEach((node, uids) -> {
            List<String> pods =
                    uids.stream().map(each -> "{\"UID\":\"" + each + "\"}").toList();
            nodes.add("\"" + node + "\":{\"Pods\":[" + String.join(",", pods) + "],\"NumPDBViolations\":0}");
        });
        byte[] body = ("{\"Pod\":" + Ask.pod(uid, "default-scheduler", cpu, ",\"priority\":100")
                        + ",\"NodeNameToVictims\":null,\"NodeNameToMetaVictims\":{" + String.join(",", nodes) + "}}")
                .getBytes(StandardCharsets.UTF_8);
        return JsonMapper.shared().readTree(ask.answers.preempt(body, body.length));
    }

    private static Map<String, List<String>> nodes(JsonNode reply) {
        Map<String, List<String>> nodes = new TreeMap<>();
        JsonNode all = reply.get("NodeNameToMetaVictims");
        for (String node : all.propertyNames()) {
            List<String> uids = new ArrayList<>();
            all.get(node).get("Pods").forEach(pod -> uids.add(pod.get("UID").asString()));
            assertThat(uids).as("victims of " + node).isNotEmpty();
            nodes.put(node, uids);
        }
        return nodes;
    }

    /** Random nodes and offers; who must leave is found by hand: all go, those that need not come back. */
    @Test
    void victimsAreThoseOfAWalkByHand() throws Exception {
        int answered = 0;
        for (long seed : Seeds.some(150)) {
            Random random = new Random(seed);
            Ask ask = ask(Mode.FILTER_PRIORITIZE, random.nextBoolean());
            boolean widens = ask.answers.options().widensVictims();
            int allowed = random.nextInt(3);
            ask.live.apply(new ClusterEvent.ObjectsSeen(
                    ClusterObjects.NONE,
                    List.of(new DisruptionBudget(
                            "default", "b", LabelSelector.of(Map.of("guarded", "true")), allowed, new TreeSet<>())),
                    List.of()));
            Map<String, List<Victim>> there = new LinkedHashMap<>();
            Map<String, Set<String>> old = new HashMap<>();
            for (int i = 0; i < 30; i++) {
                String node = "n" + random.nextInt(NODES);
                Victim pod = new Victim(
                        "u" + i,
                        50 * random.nextInt(4),
                        50L * (1 + random.nextInt(6)),
                        random.nextBoolean(),
                        random.nextInt(5));
                ask.now = i * 500L;
                bound(ask, pod, node);
                there.computeIfAbsent(node, each -> new ArrayList<>()).add(pod);
                old.computeIfAbsent(node, each -> new HashSet<>());
                if (15_000 - ask.now >= AnswerOptions.WIDEN_MILLIS) {
                    Objects.requireNonNull(old.get(node)).add(pod.uid());
                }
            }
            ask.now = 15_000;
            long cpu = 100L * (1 + random.nextInt(9));
            Map<String, List<String>> offered = new LinkedHashMap<>();
            Map<String, List<String>> expected = new TreeMap<>();
            Map<String, Long> violations = new HashMap<>();
            there.forEach((node, pods) -> {
                List<String> uids = pods.stream()
                        .map(Victim::uid)
                        .filter(each -> random.nextInt(3) > 0)
                        .toList();
                offered.put(node, uids);
                Set<String> may = new HashSet<>(uids);
                if (widens) {
                    may.addAll(old.getOrDefault(node, Set.of()));
                }
                walk(pods, may, cpu, allowed, found -> {
                    expected.put(node, found.stream().map(Victim::uid).toList());
                    violations.put(
                            node,
                            Math.max(
                                    0,
                                    found.stream()
                                            .filter(violator(pods, may, allowed)::contains)
                                            .count()));
                });
            });
            JsonNode reply = preempt(ask, "p", cpu, offered);
            assertThat(nodes(reply)).as(Seeds.hint(seed)).isEqualTo(expected);
            violations.forEach(
                    (node, count) -> assertThat(reply.at("/NodeNameToMetaVictims/" + node + "/NumPDBViolations")
                                    .asLong())
                            .as(node + ", " + Seeds.hint(seed))
                            .isEqualTo(count));
            answered += expected.size();
        }
        assertThat(answered).isGreaterThan(100);
    }

    private static Comparator<Victim> importance(List<Victim> pods) {
        return Comparator.<Victim>comparingInt(pod -> -pod.priority())
                .thenComparingLong(Victim::start)
                .thenComparingInt(pods::indexOf);
    }

    private static List<Victim> potential(List<Victim> pods, Set<String> may) {
        return pods.stream()
                .filter(pod -> pod.priority() < 100 && may.contains(pod.uid()))
                .sorted(importance(pods))
                .toList();
    }

    private static Set<Victim> violator(List<Victim> pods, Set<String> may, int allowed) {
        Set<Victim> violating = new HashSet<>();
        int left = allowed;
        for (Victim pod : potential(pods, may)) {
            if (pod.guarded() && --left < 0) {
                violating.add(pod);
            }
        }
        return violating;
    }

    private interface Found {
        void victims(List<Victim> victims);
    }

    private static void walk(List<Victim> pods, Set<String> may, long cpu, int allowed, Found found) {
        List<Victim> potential = potential(pods, may);
        long free = CPU - pods.stream().mapToLong(Victim::cpu).sum();
        if (free >= cpu) {
            return;
        }
        free += potential.stream().mapToLong(Victim::cpu).sum();
        if (potential.isEmpty() || free < cpu) {
            return;
        }
        Set<Victim> violating = violator(pods, may, allowed);
        Set<Victim> leave = new HashSet<>(potential);
        for (boolean first : new boolean[] {true, false}) {
            for (Victim pod : potential) {
                if (violating.contains(pod) == first && free - pod.cpu() >= cpu) {
                    free -= pod.cpu();
                    leave.remove(pod);
                }
            }
        }
        found.victims(potential.stream().filter(leave::contains).toList());
    }

    @Test
    void pickOneAnswersWithTheCheapestNodeAndHoldsItForThePreemptor() throws Exception {
        Ask ask = ask(Mode.PICK_ONE, false);
        bound(ask, new Victim("a", 50, 900, false, 0), "n0");
        bound(ask, new Victim("b", 10, 900, false, 0), "n1");
        bound(ask, new Victim("c", 200, 900, false, 0), "n2");
        bound(ask, new Victim("d", 200, 900, false, 0), "n3");
        assertThat(Ask.names(ask.filter("p", 500, "n0", "n1", "n2", "n3"))).isEmpty();
        JsonNode reply = preempt(ask, "p", 500, Map.of("n0", List.of("a"), "n1", List.of("b")));
        assertThat(nodes(reply)).isEqualTo(Map.of("n1", List.of("b")));
        assertThat(ask.live.heldPods()).isEqualTo(1);
        // Tried again while the victim still ends: nothing fits, and the node stays the preemptor's.
        assertThat(Ask.names(ask.filter("p", 500, "n1"))).isEmpty();
        ask.live.apply(new ClusterEvent.PodGone("b"));
        assertThat(Ask.names(ask.filter("q", 600, "n1"))).as("freed for p").isEmpty();
        assertThat(Ask.names(ask.filter("p", 500, "n1"))).containsExactly("n1");
        bound(ask, new Victim("p", 100, 500, false, 0), "n1");
        assertThat(ask.live.heldPods()).isZero();
        assertThat(Ask.names(ask.filter("q", 500, "n1"))).containsExactly("n1");
        assertThat(ask.answers.tally().preemptions()).isEqualTo(1);
        assertThat(ask.answers.tally().victims()).isEqualTo(1);
    }

    /** kube-scheduler has seen the victims leave and we have not: null is "ask again", and changes nothing. */
    @Test
    void aPreemptorIsNotRefusedItsNodeWhileItsVictimsHaveNotBeenSeenToLeave() throws Exception {
        for (Mode mode : List.of(Mode.PICK_ONE, Mode.FILTER_PRIORITIZE)) {
            Ask ask = ask(mode, false);
            bound(ask, new Victim("a", 50, 900, false, 0), "n0");
            bound(ask, new Victim("b", 50, 900, false, 0), "n1");
            preempt(ask, "p", 500, Map.of("n0", List.of("a")));
            byte[] body = Ask.body(
                    Ask.pod("p", "default-scheduler", 500, "").replace("{}}", "{\"nominatedNodeName\":\"n0\"}}"), "n0");
            byte[] elsewhere = Ask.body(Ask.pod("p", "default-scheduler", 500, ""), "n1");
            byte[] other = Ask.body(Ask.pod("q", "default-scheduler", 500, ""), "n0");
            int held = ask.live.heldPods();
            long asked = ask.answers.tally().filters();
            assertThat(ask.answers.filterUnlessAhead(body, body.length, false))
                    .as(mode + "")
                    .isNull();
            assertThat(ask.live.heldPods()).isEqualTo(held);
            assertThat(ask.answers.tally().filters()).isEqualTo(asked);
            assertThat(ask.answers.filterUnlessAhead(elsewhere, elsewhere.length, false))
                    .isNotNull();
            assertThat(ask.answers.filterUnlessAhead(other, other.length, false))
                    .isNotNull();
            ask.live.apply(new ClusterEvent.PodGone("a"));
            byte[] reply = Objects.requireNonNull(ask.answers.filterUnlessAhead(body, body.length, false));
            assertThat(Ask.names(JsonMapper.shared().readTree(reply))).containsExactly("n0");
        }
    }

    @Test
    void podsThatAreNotKnownOnTheNodeAreNamedAgainAndNodesThatNeedNoVictimAreDropped() throws Exception {
        Ask ask = ask(Mode.FILTER_PRIORITIZE, false);
        bound(ask, new Victim("a", 50, 900, false, 0), "n0");
        Map<String, List<String>> offered = new LinkedHashMap<>();
        offered.put("n0", List.of("a", "new"));
        offered.put("n1", List.of("gone"));
        offered.put("n2", List.of());
        offered.put("unknown", List.of("b"));
        assertThat(nodes(preempt(ask, "p", 500, offered)))
                .isEqualTo(Map.of("n0", List.of("a", "new"), "n1", List.of("gone")));
        assertThat(ask.answers.tally().unknownNodes()).isEqualTo(1);
        assertThat(nodes(preempt(ask, "p", 100, Map.of("n0", List.of("a"))))).isEmpty();
    }

    @Test
    void nothingHelpsIsAnEmptyMap() throws Exception {
        Ask ask = ask(Mode.PICK_ONE, false);
        bound(ask, new Victim("a", 50, 400, false, 0), "n0");
        bound(ask, new Victim("b", 100, 600, false, 0), "n0");
        JsonNode reply = preempt(ask, "p", 500, Map.of("n0", List.of("a", "b")));
        assertThat(reply).isEqualTo(JsonMapper.shared().readTree("{\"NodeNameToMetaVictims\":{}}"));
        assertThat(ask.live.heldPods()).isZero();
    }

    @Test
    void victimsOfOtherSchedulersPassAsTheyCame() throws Exception {
        Ask ask = ask(Mode.PICK_ONE, false);
        byte[] body = ("{\"Pod\":" + Ask.pod("p", "another", 500, "")
                        + ",\"NodeNameToVictims\":{\"x\":{\"Pods\":[{\"metadata\":{\"name\":\"v\",\"uid\":\"v\\u0031\"}}],\"NumPDBViolations\":2},"
                        + "\"y\":{\"Pods\":[],\"NumPDBViolations\":0}}}")
                .getBytes(StandardCharsets.UTF_8);
        JsonNode reply = JsonMapper.shared().readTree(ask.answers.preempt(body, body.length));
        assertThat(reply)
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        "{\"NodeNameToMetaVictims\":{\"x\":{\"Pods\":[{\"UID\":\"v1\"}],\"NumPDBViolations\":2}}}"));
    }

    @Test
    void holdsInTheWayAreNoVictims() throws Exception {
        Ask ask = ask(Mode.PICK_ONE, true);
        for (String node : Arrays.asList("n0", "n1", "n2", "n3")) {
            assertThat(Ask.names(ask.filter("h" + node, 900, node))).containsExactly(node);
        }
        ask.now = 10_000;
        assertThat(nodes(preempt(ask, "p", 500, Map.of("n0", List.of())))).isEmpty();
    }
}
