package io.plimsoll.simulator.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.policy.Policies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntrantTest {

    @Test
    void commasSeparatePoliciesAndTheirParameters() {
        assertThat(texts("best-fit:norm=l1, fgd:threshold=90,typical=seen*3+preferred-labels,bound:infinite,random"))
                .containsExactly(
                        "best-fit:norm=l1",
                        "fgd:threshold=90,typical=seen*3+preferred-labels",
                        "bound:infinite",
                        "random");
    }

    @Test
    void boundsArePoliciesWithoutParameters() {
        List<Entrant> entrants = Entrant.parse("bound:fractional,first-fit", Policies.load());
        assertThat(entrants).extracting(Entrant::bound).containsExactly(Bound.FRACTIONAL, null);
        assertThat(entrants.get(0).info().parameters()).isEmpty();
        assertThat(entrants.get(0).info().name()).isEqualTo("bound:fractional");
        assertThat(entrants.get(1).info().name()).isEqualTo("first-fit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "best-fitt,random   | The name (best-fitt) of policy (best-fitt) must be one of | Maybe best-fit was meant.",
                "best-fit,,random   | must name one                                            | Maybe",
                "bound:finite       | The bound (bound:finite) must be one of bound:infinite, bound:fractional. | Maybe a policy",
                "random,random      | The policy (random) of list (random,random) must be named once. | Maybe other parameters",
                "typical=seen,fgd   | typical=seen                                             | Maybe",
                "best-fit:norm=x    | norm                                                     | Maybe"
            })
    void whatIsNoPolicyIsRefusedWithAdvice(String list, String problem, String advice) {
        assertThatThrownBy(() -> Entrant.parse(list, Policies.load()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("\n" + advice);
    }

    private static List<String> texts(String list) {
        return Entrant.parse(list, Policies.load()).stream().map(Entrant::text).toList();
    }
}
