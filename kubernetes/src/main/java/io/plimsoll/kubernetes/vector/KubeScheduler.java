package io.plimsoll.kubernetes.vector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** kube-scheduler's own plugins in a process beside this one: the program of {@code e2e/conformance}. For one thread. */
final class KubeScheduler implements AutoCloseable {

    private final Process process;
    private final Writer questions;
    private final BufferedReader answers;

    /** @throws IOException when the program cannot be started */
    KubeScheduler(Path program) throws IOException {
        process = new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        questions = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Asks one question and waits for the answer.
     *
     * @param question JSON on one line
     * @return JSON
     * @throws IOException when the process ended
     */
    String ask(String question) throws IOException {
        questions.write(question);
        questions.write('\n');
        questions.flush();
        @Nullable String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The process of kube-scheduler's plugins must answer, but it ended."
                    + System.lineSeparator() + "Maybe the case is not one it can read.");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
    }
}
