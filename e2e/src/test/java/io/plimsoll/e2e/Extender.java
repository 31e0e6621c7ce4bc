package io.plimsoll.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code plimsoll extender serve} in a process of its own. */
final class Extender implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening at https?://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern READY = Pattern.compile("ready after");
    private static final int READY_SECONDS = 120;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Program program;
    private final int port;

    private Extender(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Starts it and waits until it knows the cluster; where it listens is said by the file of {@code --settings} if that is given. */
    static Extender start(ControlPlane cluster, Path log, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "extender", "serve", "--kubeconfig", cluster.kubeconfig().toString()));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--settings")) {
            arguments.addAll(List.of("--listen", "127.0.0.1:0"));
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

    /** A figure of its metrics, without labels; 0 where there is none. */
    double metric(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        String text = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** What it has printed so far. */
    String output() throws IOException {
        return program.output();
    }

    /** Asks it to end; returns its exit code. */
    int end() throws IOException {
        return program.end();
    }

    /** Ends it without asking. */
    void kill() throws InterruptedException {
        program.kill();
    }

    @Override
    public void close() throws IOException {
        program.close();
    }
}
