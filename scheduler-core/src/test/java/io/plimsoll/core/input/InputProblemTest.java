package io.plimsoll.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputProblemTest {

    @Test
    void theTextNamesFileLineFieldValueOwnerRuleAndAdvice() {
        InputProblem problem =
                new InputProblem("a/pods.csv", 12, "num_gpu", "65", "pod (web-1)", "be at most 64", "it is a typo.");

        assertThat(problem.render())
                .isEqualTo("a/pods.csv:12: The num_gpu (65) of pod (web-1) must be at most 64.\n"
                        + "  Maybe it is a typo.");
    }

    @Test
    void theLineTheValueAndTheOwnerMayBeMissing() {
        assertThat(InputProblem.ofFile("pods.csv", "file", "exist", "it was moved.")
                        .render())
                .isEqualTo("pods.csv: The file must exist.\n  Maybe it was moved.");
        assertThat(new InputProblem("pods.csv", 2, "name", "", "", "not be empty", "a comma is missing.").render())
                .startsWith("pods.csv:2: The name () must not be empty.");
    }

    @Test
    void aLongValueIsCut() {
        assertThat(InputProblem.shown("x".repeat(61))).isEqualTo("x".repeat(60) + "...");
        assertThat(InputProblem.shown("x".repeat(60))).isEqualTo("x".repeat(60));
    }

    @Test
    void controlCharactersAndSurrogatesAreEscaped() {
        assertThat(InputProblem.shown("a\nb\u0000c\u001bd\u0085\ud83d"))
                .isEqualTo("a\\u000ab\\u0000c\\u001bd\\u0085\\ud83d");
        assertThat(InputProblem.shown("Zürich 東")).isEqualTo("Zürich 東");
    }
}
