package io.plimsoll.kubernetes.vector;

import io.plimsoll.core.input.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Random cases, answered by kube-scheduler's own plugins in another process and by the core, compared field by field. */
public final class Conformance {

    /** How often a question is asked again before its answer is believed to differ. */
    private static final int ASK_AGAIN = 3;

    private final JsonMapper mapper = new JsonMapper();
    private final VectorFiles files = new VectorFiles();
    private final KubeScheduler scheduler;

    private Conformance(KubeScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * What came of the cases.
     *
     * @param cases how many were compared, up to the first that differs
     * @param refused how many kube-scheduler answered with an error, which the core has no word for
     * @param askedAgain how many it answered otherwise when asked again: its caches are filled in the background, and are late
     *     where the machine is busy
     * @param difference what differs and the case that shows it, made as small as possible; null when nothing does
     */
    public record Outcome(
            int cases,
            int refused,
            int askedAgain,
            @Nullable String difference) {}

    /**
     * Compares cases until one differs.
     *
     * @param program the program of {@code e2e/conformance}
     * @param seed decides the cases
     * @param first number of the first case
     * @param count how many cases
     * @param preemption whether they are about pods that have to leave for others
     * @throws IOException when the program cannot be started or ends
     */
    public static Outcome run(Path program, long seed, int first, int count, boolean preemption) throws IOException {
        try (KubeScheduler scheduler = new KubeScheduler(program)) {
            return new Conformance(scheduler).run(new RandomCases(seed, preemption), first, count);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Outcome run(RandomCases cases, int first, int count) {
        int refused = 0;
        int askedAgain = 0;
        for (int i = 0; i < count; i++) {
            Map<String, Object> question = cases.get(first + i);
            @Nullable List<Difference> differences = differences(question);
            for (int again = 0; again < ASK_AGAIN && differences != null && !differences.isEmpty(); again++) {
                differences = differences(question);
                askedAgain += differences == null || differences.isEmpty() ? 1 : 0;
            }
            if (differences == null) {
                refused++;
            } else if (!differences.isEmpty()) {
                Difference found = differences.get(0);
                CaseShrinker.shrink(question, smaller -> differs(smaller, found));
                return new Outcome(
                        i + 1,
                        refused,
                        askedAgain,
                        "case " + (first + i) + ": " + found + System.lineSeparator() + words(question));
            }
        }
        return new Outcome(count, refused, askedAgain, null);
    }

    /** Whether a case shows the same: of the same plugin, in the same field, and not because it makes no sense any more. */
    private boolean differs(Map<String, Object> question, Difference found) {
        try {
            @Nullable List<Difference> differences = differences(question);
            return differences != null
                    && differences.stream()
                            .anyMatch(difference -> difference.plugin().equals(found.plugin())
                                    && difference.field().equals(found.field())
                                    && difference.isError() == found.isError());
        } catch (RuntimeException notACaseAnyMore) {
            return false;
        }
    }

    private @Nullable List<Difference> differences(Map<String, Object> question) {
        try {
            String asked = mapper.writeValueAsString(question);
            String answer = scheduler.ask(asked);
            return mapper.readTree(answer).has("error")
                    ? null
                    : new VectorCheck(files.parse(asked, answer)).differences();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InputException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private String words(Map<String, Object> question) {
        List<String> lines = new ArrayList<>();
        @Nullable List<Difference> differences = differences(question);
        if (differences != null) {
            TreeSet<String> plugins = new TreeSet<>();
            for (Difference difference : differences) {
                if (plugins.add(difference.plugin())) {
                    lines.add(difference.toString());
                }
            }
        }
        lines.add(mapper.writeValueAsString(question));
        return String.join(System.lineSeparator(), lines);
    }
}
