package io.plimsoll.planner.vbp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.core.input.InputException;
import io.plimsoll.core.input.Problems;
import io.plimsoll.planner.packing.ItemKind;
import io.plimsoll.planner.packing.PackingProblem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VbpTextTest {

    @Test
    void equalRowsShouldBecomeOneKind() throws InputException {
        Problems problems = Problems.strict();
        @Nullable PackingProblem problem = VbpText.parse("a.vbp", "2\n10 20\n3\n4 -5 2\n1 1 1\n4 -5 3\n\n", problems);
        problems.throwIfAny();
        assertThat(problem).isNotNull();
        assertThat(problem.items()).containsExactly(ItemKind.of(5, 4, -5), ItemKind.of(1, 1, 1));
        assertThat(problem.itemCount()).isEqualTo(6);
        assertThat(problem.bins().get(0).capacities()).containsExactly(10L, 20L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                          | a.vbp:1: The number of dimensions must be on the line after the last.
            x;10 20;1;1 1 1             | a.vbp:1: The number of dimensions (x) must be a whole number from 1 to 64.
            2;10;1;1 1 1                | a.vbp:2: The capacities (10) must be 2 whole numbers.
            2;10 -1;1;1 1 1             | a.vbp:2: The capacities (-1) must be a whole number from 0 to 1099511627776.
            2;10 20;0                   | a.vbp:3: The number of item rows (0) must be a whole number from 1 to 1000000.
            2;10 20;2;1 1 1             | a.vbp:5: The item must be on the line after the last.
            2;10 20;1;1 1               | a.vbp:4: The item (1 1) must be 3 whole numbers.
            2;10 20;1;1 1 0             | a.vbp:4: The demand (0) must be at least 1, and 1000000 in all at most.
            2;10 20;1;1 21 1            | a.vbp:4: The size (21) must be at most the capacity 20.
            2;10 20;1;1 1 1;2 2 1       | a.vbp:5: The line (2 2 1) must not follow the last item.
            """)
    void whatIsWrongShouldBeNamedWithItsLine(String text, String message) {
        Problems problems = Problems.strict();
        VbpText.parse("a.vbp", text.replace(';', '\n'), problems);
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(message);
    }
}
