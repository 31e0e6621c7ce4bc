package io.plimsoll.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code plimsoll extender serve} in a process of its own. */
final class Extender implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening at https?://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern QUESTIONS = Pattern.compile("questions at port (\\d+)");
    private static final Pattern READY = Pattern.compile("ready after");
    private static final int READY_SECONDS = 120;

    private final Program program;
    private final int port;

    private Extender(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Starts it at a port that is free, or where the file of {@code --settings} says, and waits until it knows the cluster. */
    static Extender start(ControlPlane cluster, Path log, String... options) throws IOException, InterruptedException {
        return start(cluster.kubeconfig(), 0, log, options);
    }

    /** Starts it, and waits until it knows the cluster that a kubeconfig leads to. */
    static Extender start(Path kubeconfig, int at, Path log, String... options)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("extender", "serve", "--kubeconfig", kubeconfig.toString()));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--settings")) {
            arguments.addAll(List.of("--listen", "127.0.0.1:" + at));
        }
        Program program = Program.plimsoll(log, arguments);
        for (int tenths = 0; tenths < 10 * READY_SECONDS; tenths++) {
            program.mustBeAlive();
            Matcher listening = LISTENING.matcher(program.output());
            if (listening.find() && READY.matcher(program.output()).find()) {
                return new Extender(program, Integer.parseInt(listening.group(1)));
            }
            Thread.sleep(100);
        }
        program.close();
        throw new IOException("The extender must be ready within " + READY_SECONDS + " s:\n" + program.output());
    }

    /** Where it listens, on loopback. */
    int port() {
        return port;
    }

    /** What it says of itself; it must have been started with {@code --admin}. */
    Questions questions() throws IOException {
        Matcher questions = QUESTIONS.matcher(output());
        if (!questions.find()) {
            throw new IllegalStateException("The extender must say where it answers questions:\n" + output());
        }
        return new Questions(port, Integer.parseInt(questions.group(1)));
    }

    /** A figure of its metrics, see {@link Questions#metric}. */
    double metric(String name) throws IOException, InterruptedException {
        return new Questions(port, 0).metric(name);
    }

    /** Its number among the processes of the machine. */
    long pid() {
        return program.pid();
    }

    /** Ends it at once, whatever it is doing. */
    void kill() throws IOException {
        program.kill();
    }

    /** What it has printed so far. */
    String output() throws IOException {
        return program.output();
    }

    /** Asks it to end; returns its exit code. */
    int end() throws IOException {
        return program.end();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
