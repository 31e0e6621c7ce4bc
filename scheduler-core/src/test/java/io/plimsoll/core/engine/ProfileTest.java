package io.plimsoll.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.plugin.ScoreRule;
import io.plimsoll.core.plugin.Scorer;
import io.plimsoll.core.policy.LowestFit;
import io.plimsoll.core.policy.NodeName;
import io.plimsoll.core.state.PodClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileTest {

    /** A scorer of any range. */
    private record Ranged(long maximum) implements Scorer {

        @Override
        public String name() {
            return "Ranged";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of(Scope.STATIC);
        }

        @Override
        public List<ScoreRule> prepare(PodClass podClass, PluginContext context) {
            return List.of();
        }
    }

    @Test
    void scoresAreBroughtToTheWidestRange() {
        WeightedScorer narrow = new WeightedScorer(new Ranged(100), 3);
        WeightedScorer wide = new WeightedScorer(new Ranged(12_345), 1);
        Profile profile = profile(NodeChoice.BEST, List.of(narrow, wide));
        assertThat(profile.widestRange()).isEqualTo(12_345);
        assertThat(new Scale(narrow, profile.widestRange()).apply(100)).isEqualTo(3 * 12_345);
        assertThat(new Scale(narrow, profile.widestRange()).apply(33)).isEqualTo(3 * (33 * 12_345 / 100));
        assertThat(new Scale(wide, profile.widestRange()).apply(77)).isEqualTo(77);
        assertThat(profile(NodeChoice.FIRST, List.of()).widestRange()).isZero();
    }

    @Test
    void scorersNeedTheBestNode() {
        assertThatThrownBy(() -> profile(NodeChoice.FIRST, List.of(new WeightedScorer(new Ranged(100), 1))))
                .hasMessageContaining("The scorers of profile (test) must be empty with node choice FIRST.");
    }

    @Test
    void filterIsNamedOnce() {
        assertThatThrownBy(() -> new Profile(
                        "test", List.of(new NodeName(), new NodeName()), List.of(), NodeChoice.FIRST, new LowestFit()))
                .hasMessageContaining("The filter (NodeName) of profile (test) must be named once.");
    }

    @Test
    void totalThatCouldOverflowIsRefused() {
        long most = 3_037_000_499L;
        assertThat(profile(NodeChoice.BEST, List.of(new WeightedScorer(new Ranged(most), most))))
                .isNotNull();
        assertOverflow(new WeightedScorer(new Ranged(most), most + 2));
        assertOverflow(new WeightedScorer(new Ranged(most + 1), 1));
        assertOverflow(
                new WeightedScorer(new Ranged(1000), Long.MAX_VALUE / 1000),
                new WeightedScorer(new Ranged(1000), Long.MAX_VALUE / 1000));
        assertOverflow(new WeightedScorer(new Ranged(1), Long.MAX_VALUE), new WeightedScorer(new Ranged(1), 1));
    }

    @Test
    void weightsAndRangesAreAtLeastOne() {
        assertThatThrownBy(() -> new WeightedScorer(new Ranged(100), 0))
                .hasMessageContaining("The weight (0) of scorer (Ranged) must be at least 1.");
        assertThatThrownBy(() -> profile(NodeChoice.BEST, List.of(new WeightedScorer(new Ranged(0), 1))))
                .hasMessageContaining("The maximum (0) of scorer (Ranged) must be at least 1.");
    }

    private static void assertOverflow(WeightedScorer... scorers) {
        assertThatThrownBy(() -> profile(NodeChoice.BEST, List.of(scorers)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The total score of profile (test) must fit 63 bits.");
    }

    private static Profile profile(NodeChoice choice, List<WeightedScorer> scorers) {
        return new Profile("test", List.of(), scorers, choice, new LowestFit());
    }
}
