package io.plimsoll.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the test, until it is closed. */
final class Program implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;
    private static final int LONGEST_SECONDS = 120;

    private final String name;
    private final Path log;
    private final Process process;

    private Program(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a program; what it prints goes to a file. */
    static Program start(String program, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        // When the test itself is ended, nothing of it stays.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Program(program, log, process);
    }

    /** Starts {@code plimsoll} with some arguments, as {@link #start}. */
    static Program plimsoll(Path log, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), "-Xmx512m", "io.plimsoll.cli.Plimsoll"));
        all.addAll(arguments);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return start(java, log, all.toArray(new String[0]));
    }

    /** Waits until it ends by itself; returns its exit code. */
    int await() throws IOException, InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(name + " must end within " + LONGEST_SECONDS + " s:\n" + output());
        }
        return process.exitValue();
    }

    /** What it has printed so far. */
    String output() throws IOException {
        return Files.readString(log);
    }

    /** @throws IOException when it ended, with the end of what it printed */
    void mustBeAlive() throws IOException {
        if (!process.isAlive()) {
            String printed = output();
            throw new IOException(name + " ended with " + process.exitValue() + ":\n"
                    + printed.substring(Math.max(0, printed.length() - 2_000)));
        }
    }

    /** Its number among the processes of the machine. */
    long pid() {
        return process.pid();
    }

    /** Ends it at once, whatever it is doing. */
    void kill() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + name + " ended.", e);
        }
    }

    /** Asks it to end, and ends it when it does not. */
    @Override
    public void close() throws IOException {
        end();
    }

    /** As {@link #close}; returns its exit code. */
    int end() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + name + " ended.", e);
        }
    }
}
