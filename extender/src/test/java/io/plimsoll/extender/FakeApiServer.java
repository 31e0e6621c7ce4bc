package io.plimsoll.extender;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An API server with as much as a list and a watch need: pages, versions, a history that can be compacted (410 Gone), and
 * connections that can be cut. Objects are kept as JSON by plural and key. Thread-safe.
 */
public final class FakeApiServer implements AutoCloseable {

    private static final Map<String, String> KINDS = Map.of("nodes", "Node", "pods", "Pod", "namespaces", "Namespace");

    /** Parts of a path such as /api/v1/namespaces/default/pods/name. */
    private static final int NAMED = 7;
    /** Parts of a path such as /api/v1/namespaces/default/pods/name/binding. */
    private static final int BINDING = 8;

    /** Something that happened to an object. */
    private record Event(long version, String plural, String type, String object) {}

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Map<String, String>> objects = new HashMap<>();
    private final List<Event> history = new ArrayList<>();
    private final Map<HttpServerResponse, String> watches = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private final HttpServer server;
    private long version = 100;
    private long oldest;
    private boolean broken;
    private boolean losesAnswers;
    private int bindings;

    /** A server without objects, at a port that was free. */
    public FakeApiServer() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    /** How a client reaches it. */
    public Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.actualPort())
                .withNamespace("default")
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(50)
                .build();
    }

    /** Puts or replaces an object; {@code %s} in its JSON stands for its version. */
    public synchronized void put(String plural, String key, String json) {
        version++;
        String object = json.formatted(version);
        boolean added = objects.computeIfAbsent(plural, any -> new TreeMap<>()).put(key, object) == null;
        tell(new Event(version, plural, added ? "ADDED" : "MODIFIED", object));
    }

    /** Removes an object. */
    public synchronized void remove(String plural, String key) {
        version++;
        String object = objects.getOrDefault(plural, Map.of()).remove(key);
        if (object != null) {
            tell(new Event(version, plural, "DELETED", object));
        }
    }

    /** Removes an object without telling those who watch, and forgets all history: they must list again. */
    public synchronized void removeUnseen(String plural, String key) {
        version++;
        objects.getOrDefault(plural, Map.of()).remove(key);
        compact();
    }

    /** Forgets all history. */
    public synchronized void compact() {
        history.clear();
        oldest = version;
    }

    /** Cuts every watch. */
    public synchronized void cut() {
        List<HttpServerResponse> open = List.copyOf(watches.keySet());
        watches.clear();
        open.forEach(response -> response.reset());
    }

    /** Whether a kind is not known from now on. */
    public synchronized void setUnknown(String plural, boolean now) {
        if (now) {
            unknown.add(plural);
        } else {
            unknown.remove(plural);
        }
    }

    /** How many watches are told something when it happens. */
    public synchronized int watches() {
        return watches.size();
    }

    /** Every watch that stands now is told nothing any more, though its connection stays. */
    public synchronized void goSilent() {
        watches.clear();
    }

    /** Whether every request fails from now on. */
    public synchronized void setBroken(boolean now) {
        broken = now;
    }

    /** Whether bindings are made and answered with 500 from now on. */
    public synchronized void setLosesAnswers(boolean now) {
        losesAnswers = now;
    }

    /** How many pods were bound. */
    public synchronized int bindings() {
        return bindings;
    }

    /** An object as it is now. */
    public synchronized JsonNode object(String plural, String key) {
        return JsonMapper.shared()
                .readTree(objects.getOrDefault(plural, Map.of()).getOrDefault(key, "{}"));
    }

    private synchronized void bind(HttpServerResponse response, String name, String body) {
        JsonNode binding = JsonMapper.shared().readTree(body);
        JsonNode pod = object("pods", name);
        if (!(pod instanceof ObjectNode changed) || pod.isEmpty()) {
            response.setStatusCode(404).end(status(404));
            return;
        }
        boolean same = pod.at("/metadata/uid").equals(binding.at("/metadata/uid"));
        if (!same || pod.at("/spec/nodeName").isString()) {
            response.setStatusCode(409).end(status(409));
            return;
        }
        ((ObjectNode) changed.get("spec")).set("nodeName", binding.at("/target/name"));
        ((ObjectNode) changed.get("metadata")).set("annotations", binding.at("/metadata/annotations"));
        ((ObjectNode) changed.get("metadata")).put("resourceVersion", "%s");
        bindings++;
        put("pods", name, changed.toString());
        response.setStatusCode(losesAnswers ? 500 : 201).end(status(losesAnswers ? 500 : 201));
    }

    /** Paths and queries of all requests so far. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        vertx.close();
    }

    private void tell(Event event) {
        history.add(event);
        watches.forEach((response, plural) -> {
            if (plural.equals(event.plural())) {
                response.write(line(event));
            }
        });
    }

    private static String line(Event event) {
        return "{\"type\":\"" + event.type() + "\",\"object\":" + event.object() + "}\n";
    }

    private synchronized void handle(HttpServerRequest request) {
        requests.add(request.uri());
        String[] path = request.path().split("/", -1);
        String plural = path[path.length - 1];
        boolean single = path.length == NAMED;
        HttpServerResponse response = request.response().putHeader("Content-Type", "application/json");
        if (broken || request.getHeader("Upgrade") != null) {
            response.setStatusCode(503).end("{}");
        } else if (unknown.contains(plural)) {
            response.setStatusCode(404).end(status(404));
        } else if (path.length == BINDING) {
            request.body().onSuccess(body -> bind(response, path[NAMED - 1], body.toString()));
        } else if (single) {
            @Nullable
            String object =
                    objects.getOrDefault(path[path.length - 2], Map.of()).get(path[path.length - 1]);
            response.setStatusCode(object == null ? 404 : 200).end(object == null ? status(404) : object);
        } else if ("true".equals(request.getParam("watch"))) {
            watch(response, plural, Long.parseLong(request.getParam("resourceVersion")));
        } else {
            list(request, response, plural);
        }
    }

    private void watch(HttpServerResponse response, String plural, long from) {
        response.setChunked(true);
        if (from < oldest) {
            response.write("{\"type\":\"ERROR\",\"object\":" + status(410) + "}\n");
            response.end();
            return;
        }
        response.write("");
        for (Event event : history) {
            if (event.version() > from && event.plural().equals(plural)) {
                response.write(line(event));
            }
        }
        watches.put(response, plural);
        response.exceptionHandler(broken -> forget(response));
        response.closeHandler(closed -> forget(response));
    }

    private synchronized void forget(HttpServerResponse response) {
        watches.remove(response);
    }

    private void list(HttpServerRequest request, HttpServerResponse response, String plural) {
        List<String> all =
                new ArrayList<>(objects.getOrDefault(plural, Map.of()).values());
        String given = request.getParam("continue");
        int from = given == null || given.isEmpty() ? 0 : Integer.parseInt(given);
        String limit = request.getParam("limit");
        int end = limit == null ? all.size() : Math.min(all.size(), from + Integer.parseInt(limit));
        String next = end < all.size() ? Integer.toString(end) : "";
        response.end("{\"kind\":\"" + KINDS.getOrDefault(plural, "")
                + "List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version + "\",\"continue\":\""
                + next + "\"},\"items\":[" + String.join(",", all.subList(from, end)) + "]}");
    }

    private static String status(int code) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + code + ",\"reason\":\""
                + (code == 410 ? "Expired" : "NotFound") + "\",\"message\":\"no\"}";
    }
}
