package io.plimsoll.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.model.ClusterObjects;
import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.PodAffinity;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodRules;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import io.plimsoll.core.policy.ResourceFit;
import io.plimsoll.core.rule.PodAffinityFilter;
import io.plimsoll.simulator.record.RunObserver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementRunTest {

    private static final List<NodeSpec> NODES = List.of(node("n1", 4), node("n2", 8));

    private final List<String> seen = new ArrayList<>();

    private static NodeSpec node(String name, int cores) {
        return NodeSpec.of(name, Resources.allocatable(cores * 1000L, 8L << 30, 110))
                .withLabels(Map.of("host", name));
    }

    private static PodSpec pod(String name, int cores) {
        return PodSpec.named(name).withRequests(Resources.request(cores * 1000L, 1 << 20));
    }

    private static Profile policy(String name) {
        return Policies.load().profile(name, new PolicyContext(ReferenceCapacity.largestOf(NODES), List.of()));
    }

    private PlacementRun run(Map<String, Profile> profiles) {
        return new PlacementRun(ClusterObjects.NONE, NODES, profiles, 1, new RunObserver() {
            @Override
            public void timePassed(long timeMillis) {
                seen.add("t" + timeMillis);
            }

            @Override
            public void schedulerChanged(Scheduler scheduler) {
                seen.add(scheduler.profile().name());
            }

            @Override
            public void podPlaced(int pod, long waitMillis, boolean again) {
                seen.add("placed after " + waitMillis);
            }

            @Override
            public void podWaits(int pod) {
                seen.add("waits");
            }
        });
    }

    @Test
    void schedulersThatLookAtSomeNodesShouldGoOnWhereTheLastOneStopped() {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        profiles.put("one", policy("first-fit"));
        profiles.put("other", policy("first-fit"));
        PlacementRun run = run(profiles);
        run.sample(Map.of("one", 0, "other", 50));
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nodes.add(run.node(run.place(pod("p" + i, 1), i % 2 == 0 ? "one" : "other")));
        }
        // First fit has no scores, so that one node is enough.
        assertThat(nodes).containsExactly("n1", "n2", "n1", "n2");
        assertThat(run.why(run.place(pod("big", 9), "one"), "one"))
                .isEqualTo("0/2 nodes are available: 2 Insufficient cpu.");
    }

    @Test
    void asManyOfAGroupAsItNeedsShouldGetPlacesAndTheOthersAskForThemselves() {
        PlacementRun run = run(Map.of("packing", policy("best-fit")));
        List<PodSpec> four = List.of(pod("a", 4), pod("b", 4), pod("c", 4), pod("d", 4));
        int[] all = run.placeGroup("large", four, "packing", 4);
        int[] most = run.placeGroup("enough", four, "packing", 2);
        int[] early = run.placeGroup("early", List.of(pod("e", 1)), "packing", 2);
        run.finish();

        assertThat(IntStream.of(all).mapToObj(run::node)).containsOnly("");
        assertThat(IntStream.of(most).mapToObj(run::node)).containsExactly("n1", "n2", "n2", "");
        assertThat(run.why(all[0], "packing"))
                .isEqualTo("pod group large needs places for 4 pods at the same time, and finds 0.");
        assertThat(run.why(most[3], "packing")).isEqualTo("0/2 nodes are available: 2 Insufficient cpu.");
        assertThat(run.why(early[0], "packing")).contains("needs places for 2 pods");
    }

    @Test
    void podsShouldGoWhereTheirSchedulersWantThem() {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        profiles.put("packing", policy("best-fit"));
        profiles.put("spreading", policy("least-allocated"));
        PlacementRun run = run(profiles);
        run.bound(pod("old", 1), "n1");
        int packed = run.place(pod("a", 1), "packing");
        int spread = run.place(pod("b", 1), "spreading");
        int large = run.place(pod("c", 9), "packing");
        run.finish();

        assertThat(run.node(packed)).isEqualTo("n1");
        assertThat(run.node(spread)).isEqualTo("n2");
        assertThat(run.node(large)).isEmpty();
        assertThat(run.why(large, "packing")).isEqualTo("0/2 nodes are available: 2 Insufficient cpu.");
        assertThat(run.why(packed, "packing")).isEmpty();
        assertThat(seen)
                .containsExactly(
                        "t1",
                        "placed after 0",
                        "t2",
                        "best-fit",
                        "placed after 0",
                        "t3",
                        "least-allocated",
                        "placed after 0",
                        "t4",
                        "best-fit",
                        "waits");
        assertThatThrownBy(() -> run.why(large, "none")).hasMessageContaining("The scheduler (none) must have");
    }

    @Test
    void anOvercommittedNodeShouldStayAsItIs() {
        PlacementRun run = run(Map.of("packing", policy("best-fit")));
        run.bound(pod("old", 5), "n1");
        int next = run.place(pod("a", 1), "packing");
        run.finish();
        assertThat(run.node(next)).isEqualTo("n2");
    }

    @Test
    void aPodThatNeedsAnotherShouldBePlacedAfterIt() {
        Profile near = new Profile(
                "near",
                List.of(new ResourceFit(), new PodAffinityFilter()),
                List.of(),
                NodeChoice.BEST,
                new LowestFit());
        PlacementRun run = run(Map.of("near", near));
        PodSelector leaders = new PodSelector(
                LabelSelector.of(Map.of("app", "leader")), new TreeSet<>(Set.of("default")), LabelSelector.NOTHING);
        PodAffinity affinity =
                new PodAffinity(List.of(new PodAffinityTerm("host", leaders)), List.of(), List.of(), List.of());
        int follower = run.place(pod("follower", 1).withRules(PodRules.NONE.withPodAffinity(affinity)), "near");
        assertThat(run.node(follower)).isEmpty();
        int leader = run.place(pod("leader", 1).withLabels(Map.of("app", "leader")), "near");
        run.finish();
        assertThat(run.node(follower)).isEqualTo(run.node(leader));
        assertThat(seen).contains("waits", "placed after 1");
    }
}
