package io.plimsoll.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PolicyParametersTest {

    private final PolicyProvider fgd = new FragmentationGradient.Provider();

    @Test
    void whatIsNotGivenShouldHaveItsDefault() {
        PolicyParameters parameters = PolicyParameters.of(fgd, Map.of("threshold", "7"));
        assertThat(parameters.whole("threshold")).isEqualTo(7);
        assertThat(parameters.choice("typical")).isEqualTo("auto");
    }

    @Test
    void aPolicyShouldNotAskForWhatItDoesNotDeclare() {
        PolicyParameters parameters = PolicyParameters.of(fgd, Map.of());
        assertThatThrownBy(() -> parameters.whole("limit"))
                .hasMessage("The parameter (limit) of policy (fgd) must be one that its provider declares."
                        + System.lineSeparator() + "Maybe it is missing in what parameters() returns.");
    }

    @Test
    void aDeclarationShouldHaveADefaultThatIsAllowed() {
        assertThatThrownBy(() -> PolicyParameter.whole("limit", 1, 9, 10, "a limit"))
                .hasMessage("The default (10) of parameter (limit) must be a whole number between 1 and 9."
                        + System.lineSeparator() + "Maybe the range was narrowed later.");
        assertThatThrownBy(() -> PolicyParameter.choice("norm", List.of("l1", "l2"), "l3", "a norm"))
                .hasMessageStartingWith("The default (l3) of parameter (norm) must be one of l1, l2.");
    }

    @Test
    void namesShouldBeWordsThatNeedNoQuotes() {
        for (String name : List.of("", "Limit", "a_b", "a+b", "-a", "a--b", "a*")) {
            assertThatThrownBy(() -> PolicyParameter.whole(name, 1, 9, 5, "a limit"))
                    .as(name)
                    .hasMessageStartingWith("The name of a parameter (" + name + ") must be lower-case letters");
        }
        assertThatThrownBy(() -> PolicyParameter.choice("norm", List.of("l1", "L2"), "l1", "a norm"))
                .hasMessageStartingWith("The name of a value (L2) must be lower-case letters");
    }
}
