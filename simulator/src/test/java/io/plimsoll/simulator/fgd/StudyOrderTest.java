package io.plimsoll.simulator.fgd;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.traces.format.OpenbPod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected orders were printed by a Go program that follows section 1.3 of the study's description. */
final class StudyOrderTest {

    /** Twelve pods that ask for 0, 300, 1000, 2 x 1000 thousandths, three times over. */
    private static List<OpenbPod> pods() {
        int[] gpus = {0, 1, 1, 2};
        int[] milli = {0, 300, 1000, 1000};
        List<OpenbPod> pods = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pods.add(Pods.pod("pod-%02d".formatted(i), 1000, 1024, gpus[i % 4], milli[i % 4], ""));
        }
        return pods;
    }

    @ParameterizedTest(name = "{0}: seed {1}, capacity {2}, inflation {3}")
    @CsvSource({
        "inflated, 42, 10000, 1.3, '4 8 7 10 1 9 5 3 11 2 6 0 3 4 8 9 8 5', '4 0 2 3 1 5'",
        "inflated beyond the target by the last clone, 7, 10000, 1.3, '3 4 7 5 0 8 10 1 6 9 11 2 2 2 7', '0 2 1 4 3 5'",
        "deflated, 42, 5000, 1.3, '4 8 1 9 5 11 2 6 0', '5 2 0 3 4 1'",
        "just right, 42, 9900, 1.0, '4 8 7 10 1 9 5 3 11 2 6 0', '0 5 4 2 1 3'",
        "deflated to almost nothing, 43, 3000, 0.5, '2 8', '0 1 2'",
    })
    void arrivalsAndRanksAreThoseOfTheOriginal(
            String name, long seed, long capacity, double inflation, String arrivals, String ranks) {
        int nodes = ranks.split(" ", -1).length;
        StudyOrder order = StudyOrder.draw(pods(), capacity, inflation, nodes, seed);
        List<String> arrived = new ArrayList<>();
        for (int i = 0; i < order.arrivals(); i++) {
            arrived.add(Integer.toString(order.pod(i)));
        }
        List<String> ranked = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            ranked.add(Integer.toString(order.rank(i)));
        }
        assertThat(String.join(" ", arrived)).as(name).isEqualTo(arrivals);
        assertThat(String.join(" ", ranked)).as(name).isEqualTo(ranks);
    }
}
