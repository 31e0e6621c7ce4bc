package io.plimsoll.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void nothingWrongThrowsNothing() {
        assertThatCode(() -> Problems.strict().throwIfAny()).doesNotThrowAnyException();
        assertThatCode(() -> Problems.lenient().throwIfAny()).doesNotThrowAnyException();
    }

    @Test
    void aStrictCollectorThrowsAllProblemsAtOnce() {
        Problems problems = Problems.strict();
        problems.add(row(3));
        problems.add(row(8));

        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InputException.class)
                .hasMessage("""
                        pods.csv:3: The cpu_milli (-3) of pod (p3) must be at least 0.
                          Maybe a minus sign was typed by mistake.
                        pods.csv:8: The cpu_milli (-8) of pod (p8) must be at least 0.
                          Maybe a minus sign was typed by mistake.""");
    }

    @Test
    void problemsBeyondTheLimitAreCounted() {
        Problems problems = Problems.strict();
        for (int line = 1; line <= 1000; line++) {
            problems.add(row(line));
        }

        InputException thrown = catchThrowableOfType(InputException.class, problems::throwIfAny);
        assertThat(thrown.problems()).hasSize(Problems.DEFAULT_LIMIT).startsWith(row(1), row(2));
        assertThat(thrown.count()).isEqualTo(1000);
        assertThat(thrown).hasMessageEndingWith("\n980 more problems are not shown.");
    }

    @Test
    void oneProblemBeyondTheLimitIsSaidInTheSingular() {
        Problems problems = Problems.strict(2);
        for (int line = 1; line <= 3; line++) {
            problems.add(row(line));
        }

        assertThatThrownBy(problems::throwIfAny).hasMessageEndingWith("\n1 more problem is not shown.");
    }

    @Test
    void aLenientCollectorLetsRowsGoAndKeepsTheFirstForAWarning() {
        Problems problems = Problems.lenient(2);
        for (int line = 1; line <= 5; line++) {
            problems.add(row(line));
            problems.skipRow();
        }

        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
        assertThat(problems.isLenient()).isTrue();
        assertThat(problems.count()).isEqualTo(5);
        assertThat(problems.rowsSkipped()).isEqualTo(5);
        assertThat(problems.first()).containsExactly(row(1), row(2));
    }

    @Test
    void aProblemOfAFileIsThrownEvenWhenLenientAndShownFirst() {
        Problems problems = Problems.lenient(3);
        for (int line = 1; line <= 5; line++) {
            problems.add(row(line));
        }
        InputProblem ofFile = InputProblem.ofFile("nodes.csv", "file", "be complete gzip data", "it was cut off.");
        problems.addFatal(ofFile);

        InputException thrown = catchThrowableOfType(InputException.class, problems::throwIfAny);
        assertThat(thrown.problems()).containsExactly(ofFile, row(1), row(2));
        assertThat(thrown.count()).isEqualTo(6);
        assertThat(thrown)
                .hasMessageStartingWith("nodes.csv: The file must be complete gzip data.\n  Maybe it was cut off.\n")
                .hasMessageEndingWith("\n3 more problems are not shown.");
    }

    @Test
    void manyProblemsOfFilesStayWithinTheLimit() {
        Problems problems = Problems.strict(2);
        for (int i = 0; i < 5; i++) {
            problems.addFatal(InputProblem.ofFile("f" + i, "file", "exist", "it was moved."));
        }

        assertThat(problems.first()).hasSize(2);
        assertThat(problems.count()).isEqualTo(5);
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Problems.strict(0))
                .withMessageContaining("The limit (0) of a problem collector must be at least 1.");
    }

    private static InputProblem row(int line) {
        return new InputProblem(
                "pods.csv",
                line,
                "cpu_milli",
                "-" + line,
                "pod (p" + line + ")",
                "be at least 0",
                "a minus sign was typed by mistake.");
    }
}
