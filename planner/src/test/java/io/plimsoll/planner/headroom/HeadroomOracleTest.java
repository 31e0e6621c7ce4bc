package io.plimsoll.planner.headroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.core.model.PodSpec;
import io.plimsoll.planner.Seeds;
import io.plimsoll.planner.cluster.BruteForce;
import io.plimsoll.planner.cluster.RandomCluster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers about headroom agree with trying everything on small random clusters. */
class HeadroomOracleTest {

    private static final int CLUSTERS = 1000;

    @Test
    void oneTemplateIsExactWhereNodesDoNotMatterToEachOtherAndBetweenGreedyAndBoundElsewhere() {
        long seed = Seeds.of("HeadroomOracleTest", 81);
        int exact = 0;
        int tight = 0;
        int some = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            RandomCluster.Case random = RandomCluster.of(seed + i, 4, 6);
            Template template = new Template("more", random.another(), "", 1, 0);
            HeadroomAnswer answer = Headroom.answer(random.cluster(), random.rules(), List.of(template), false, 1);
            TemplateRoom room = answer.templates().get(0);
            List<Integer> all = BruteForce.nodesBut(random.cluster());
            int limit = 20;
            int most = new BruteForce(random.cluster(), random.rules(), all, pod -> true)
                    .mostLike(random.another(), limit);
            int waiting = new BruteForce(random.cluster(), random.rules(), all, pod -> true)
                    .waiting(Collections.nCopies(limit, random.another()));
            assertThat(most).as("seed %d is small enough", seed + i).isLessThan(limit);
            assertThat(room.bound()).as("bound of seed %d", seed + i).isGreaterThanOrEqualTo(most);
            assertThat(room.pods()).as("pods of seed %d", seed + i).isLessThanOrEqualTo(most);
            assertThat(room.pods()).as("what is decided of seed %d", seed + i).isEqualTo(limit - waiting);
            if (room.exact()) {
                exact++;
                assertThat(room.pods()).as("exact pods of seed %d", seed + i).isEqualTo(most);
                assertThat(room.bound()).as("exact bound of seed %d", seed + i).isEqualTo(most);
                assertThat(room.pooled()).as("pool of seed %d", seed + i).isGreaterThanOrEqualTo(most);
            }
            tight += room.bound() == most ? 1 : 0;
            some += most > 0 ? 1 : 0;
        }
        assertThat(exact).isBetween(CLUSTERS / 3, CLUSTERS * 9 / 10);
        assertThat(some).isGreaterThan(CLUSTERS / 3);
        assertThat(tight).as("bounds that are reached").isGreaterThan(CLUSTERS * 9 / 10);
    }

    @Test
    void aMixIsBetweenWhatTheSchedulerPlacesAndTheBound() {
        long seed = Seeds.of("HeadroomOracleTest", 4711);
        int better = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            RandomCluster.Case random = RandomCluster.of(seed + i, 3, 3);
            List<Template> templates =
                    List.of(new Template("a", random.another(), "", 1, 0), new Template("b", random.other(), "", 2, 0));
            HeadroomAnswer answer = Headroom.answer(random.cluster(), random.rules(), templates, true, 1);
            MixRoom mix = answer.mix();
            assertThat(mix).isNotNull();
            assertThat(mix.asTheyCome()).as("seed %d", seed + i).isLessThanOrEqualTo(mix.sets());
            assertThat(mix.sets()).as("seed %d", seed + i).isLessThanOrEqualTo(mix.bound());
            int sets = 0;
            for (int more = 1; more <= 6 && sets == more - 1; more++) {
                List<PodSpec> pods = new ArrayList<>();
                pods.addAll(Collections.nCopies(more, random.another()));
                pods.addAll(Collections.nCopies(2 * more, random.other()));
                int most = new BruteForce(
                                random.cluster(), random.rules(), BruteForce.nodesBut(random.cluster()), pod -> true)
                        .most(pods);
                sets += most == pods.size() ? 1 : 0;
            }
            assertThat(mix.sets()).as("sets of seed %d", seed + i).isLessThanOrEqualTo(sets);
            assertThat(mix.bound()).as("bound of seed %d", seed + i).isGreaterThanOrEqualTo(sets);
            better += mix.sets() == sets ? 1 : 0;
        }
        assertThat(better).as("best sets that were found").isGreaterThan(CLUSTERS * 95 / 100);
    }
}
