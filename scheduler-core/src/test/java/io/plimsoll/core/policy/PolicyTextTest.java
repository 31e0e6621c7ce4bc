package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.WeightedScorer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of texts that are wrong. */
final class PolicyTextTest {

    private final Policies policies = Policies.load();

    @Test
    void anUnknownNameShouldBringTheNamesThereAreAndTheNearest() {
        assertWrong(
                "best-fitt*2",
                "The name (best-fitt) of policy (best-fitt*2) must be one of best-fit, dot-product, fgd, first-fit,"
                        + " gpu-clustering, gpu-packing, least-allocated, most-allocated, next-fit, preferred-labels,"
                        + " random, study-best-fit, study-dot-product, study-random, tetris, worst-fit.",
                "Maybe best-fit was meant.");
    }

    @ParameterizedTest
    @CsvSource({
        "bestfit, best-fit",
        "most-alocated, most-allocated",
        "gfd, fgd",
        "FGD, fgd",
        "MostAllocated, most-allocated",
        "first, first-fit",
        "rnadom, random",
        "dotproduct, dot-product",
        "least-allocatde, least-allocated",
        "preferred, preferred-labels"
    })
    void theNearestNameShouldBeFound(String written, String meant) {
        assertThatThrownBy(() -> policies.parse(written)).hasMessageEndingWith("\nMaybe " + meant + " was meant.");
    }

    @Test
    void aNameLikeNoOtherShouldPointToTheClassPath() {
        assertThatThrownBy(() -> policies.parse("my-own-policy"))
                .hasMessageEndingWith("\nMaybe the jar of a policy of your own is missing on the class path.");
    }

    @Test
    void anUnknownParameterShouldBringTheParametersThereAreAndTheNearest() {
        assertWrong(
                "fgd:treshold=95",
                "The parameter (treshold) of policy (fgd) must be one of threshold, typical.",
                "Maybe threshold was meant.");
        assertWrong("best-fit:n=l1", "The parameter (n) of policy (best-fit) must be norm.", "Maybe norm was meant.");
        assertWrong(
                "tetris:norm=l1",
                "The parameter (norm) of policy (tetris) must be left out: it takes none.",
                "Maybe another policy was meant.");
    }

    @Test
    void aValueThatIsNotAllowedShouldBringWhatIs() {
        assertWrong(
                "fgd:threshold=0",
                "The parameter threshold (0) of policy (fgd) must be a whole number between 1 and 100.",
                "Maybe the default, 95, was meant.");
        assertWrong(
                "fgd:threshold=95%",
                "The parameter threshold (95%) of policy (fgd) must be a whole number between 1 and 100.",
                "Maybe the default, 95, was meant.");
        assertWrong(
                "best-fit:norm=l3",
                "The parameter norm (l3) of policy (best-fit) must be one of l1, l2, dominant.",
                "Maybe l1 was meant.");
        assertWrong(
                "best-fit:norm=dominating",
                "The parameter norm (dominating) of policy (best-fit) must be one of l1, l2, dominant.",
                "Maybe dominant was meant.");
    }

    @Test
    void aParameterShouldHaveANameAndAValueAndBeGivenOnce() {
        assertWrong(
                "fgd:threshold",
                "The parameter (threshold) of policy (fgd) must be written name=value.",
                "Maybe a name or value is missing.");
        assertWrong(
                "fgd:threshold=",
                "The parameter (threshold=) of policy (fgd) must be written name=value.",
                "Maybe a name or value is missing.");
        assertWrong(
                "fgd:",
                "The parameter () of policy (fgd) must be written name=value.",
                "Maybe a comma or colon is too many.");
        assertWrong(
                "fgd:threshold=9,threshold=8",
                "The parameter (threshold) of policy (fgd) must be given once.",
                "Maybe one of them is another parameter.");
    }

    @Test
    void aWeightShouldBeAWholeNumberFromOneOn() {
        for (String weight : List.of("0", "-1", "x", "1.5", "", "2*2", "1000001", "99999999999999999999")) {
            assertWrong(
                    "fgd:typical=seen*" + weight + "+tetris",
                    "The weight (" + weight + ") of policy (fgd:typical=seen) must be a whole number between 1 and"
                            + " 1000000.",
                    "Maybe fgd:typical=seen*2 was meant.");
        }
    }

    @Test
    void aTextShouldNameAPolicyOnEachSideOfEveryPlus() {
        for (String text : List.of("", "+", "fgd+", "+fgd", "fgd++tetris", "*2", ":a=b")) {
            assertWrong(
                    text,
                    "The text (" + text + ") of a policy must name one, and one on each side of every +.",
                    "Maybe best-fit was meant.");
        }
    }

    @Test
    void aPolicyThatDoesNotScoreShouldStandAloneAndWithoutWeight() {
        assertDoesNotFit(
                "fgd+first-fit",
                "The policy (first-fit) of text (fgd+first-fit) must stand alone: it takes a node without looking at"
                        + " scores.",
                "Maybe it should be left out, or the others should.");
        assertDoesNotFit(
                "random+tetris",
                "The policy (random) of text (random+tetris) must stand alone: it takes a node without looking at"
                        + " scores.",
                "Maybe it should be left out, or the others should.");
        assertDoesNotFit(
                "next-fit*3",
                "The weight (3) of policy (next-fit) must be left out: it gives no scores.",
                "Maybe next-fit was meant.");
    }

    @Test
    void onlyOneOfSeveralPoliciesShouldChooseDevices() {
        assertDoesNotFit(
                "fgd+fgd:threshold=50",
                "The policies of text (fgd+fgd:threshold=50) must choose devices in one way: both FragmentationGradient"
                        + " and FragmentationGradient do it.",
                "Maybe fgd:threshold=50 should be left out.");
    }

    @Test
    void weightsInsideAPolicyShouldBeMultipliedAndNotOverflow() {
        PolicyText.Part part = new PolicyText.Part("heavy", heavy(5), PolicyParameters.of(heavy(5), Map.of()), 3);
        assertThat(new PolicyText(List.of(part)).profile(PolicyContext.UNKNOWN).scorers())
                .extracting(WeightedScorer::weight)
                .containsExactly(15L);
        PolicyProvider heaviest = heavy(Long.MAX_VALUE);
        PolicyText.Part heavier =
                new PolicyText.Part("heavy", heaviest, PolicyParameters.of(heaviest, Map.of()), 1_000_000);
        PolicyText text = new PolicyText(List.of(heavier));
        assertThatThrownBy(() -> text.profile(PolicyContext.UNKNOWN))
                .hasMessageStartingWith("The total score of profile (heavy*1000000) must fit 63 bits.");
    }

    private static PolicyProvider heavy(long weight) {
        return new PolicyProvider() {
            @Override
            public String name() {
                return "heavy";
            }

            @Override
            public String summary() {
                return "";
            }

            @Override
            public String origin() {
                return "";
            }

            @Override
            public Policy create(PolicyParameters parameters, PolicyContext context) {
                List<WeightedScorer> scorers = List.of(new WeightedScorer(new MostAllocated(), weight));
                return new Policy(NodeChoice.BEST, scorers, null, List.of());
            }
        };
    }

    private void assertWrong(String text, String problem, String advice) {
        assertThatThrownBy(() -> policies.parse(text))
                .as(text)
                .isInstanceOf(PolicyTextException.class)
                .hasMessage(problem + System.lineSeparator() + advice);
    }

    private void assertDoesNotFit(String text, String problem, String advice) {
        assertThatThrownBy(() -> policies.parse(text).profile(PolicyContext.UNKNOWN))
                .as(text)
                .isInstanceOf(PolicyTextException.class)
                .hasMessage(problem + System.lineSeparator() + advice);
    }
}
