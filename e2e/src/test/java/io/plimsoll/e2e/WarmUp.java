package io.plimsoll.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Asks an extender about a small pod that is nobody's, until its virtual machine has compiled what it needs: one that serves a cluster has
 * been up for days.
 */
final class WarmUp {

    private static final String POD =
            "{\"metadata\":{\"name\":\"warm-up\",\"namespace\":\"default\",\"uid\":\"warm-up\","
                    + "\"labels\":{\"app\":\"warm-up\"}},\"spec\":{\"schedulerName\":\"default-scheduler\",\"priority\":0,"
                    + "\"containers\":[{\"name\":\"main\",\"image\":\"main\",\"resources\":{\"requests\":{\"cpu\":\"1m\","
                    + "\"memory\":\"1Mi\"}}}]},\"status\":{\"phase\":\"Pending\"}}";
    private static final int ORDERS = 8;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    private WarmUp(int port) {
        this.port = port;
    }

    /** Asks for so many seconds; returns how many questions that were. */
    static int of(int port, List<String> nodes, List<String> verbs, int seconds) throws Exception {
        WarmUp warmUp = new WarmUp(port);
        Random random = new Random(1);
        List<String> bodies = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            List<String> shuffled = new ArrayList<>(nodes);
            Collections.shuffle(shuffled, random);
            bodies.add("{\"Pod\":" + POD + ",\"Nodes\":null,\"NodeNames\":"
                    + shuffled.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",", "[", "]}")));
        }
        int asked = 0;
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            for (String verb : verbs) {
                warmUp.ask(verb, bodies.get(asked % ORDERS));
                asked++;
            }
        }
        return asked;
    }

    private void ask(String verb, String body) throws IOException, InterruptedException {
        HttpResponse<String> reply = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + verb))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) {
            throw new IOException(reply.statusCode() + ": " + reply.body());
        }
    }
}
