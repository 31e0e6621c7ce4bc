package io.plimsoll.kubernetes.vector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What kube-scheduler answered to a case. */
final class Answer {

    static final String SUCCESS = "Success";
    static final String SKIP = "Skip";
    static final String UNSCHEDULABLE = "Unschedulable";
    static final String UNRESOLVABLE = "UnschedulableAndUnresolvable";

    /**
     * What a plugin said.
     *
     * @param code the code
     * @param reasons the reasons, sorted: their order follows a map of kube-scheduler's
     */
    record Status(String code, List<String> reasons) {

        Status {
            List<String> sorted = new ArrayList<>(reasons);
            Collections.sort(sorted);
            reasons = Collections.unmodifiableList(sorted);
        }

        @Override
        public String toString() {
            return reasons.isEmpty() ? code : code + " " + reasons;
        }
    }

    /** A plugin's score of a node. */
    record Score(long raw, long normalised, long weight) {}

    private final JsonNode json;

    Answer(JsonNode json) {
        this.json = json;
    }

    /** What the plugin said before it looked at nodes, or null when it says nothing then. */
    @Nullable
    Status beforeFilter(String plugin) {
        return status(json.path("preFilter").path(plugin));
    }

    /** The names of the only nodes that the plugin lets through to filters, or null for all. */
    @Nullable
    SortedSet<String> shortlist(String plugin) {
        JsonNode names = json.path("preFilter").path(plugin).path("nodes");
        return names.isMissingNode() ? null : new TreeSet<>(texts(names));
    }

    @Nullable
    Status beforeScore(String plugin) {
        return status(json.path("preScore").path(plugin));
    }

    @Nullable
    Status filter(String node, String plugin) {
        return status(node(node).path("filter").path(plugin));
    }

    /** The names of the filters of the profile. */
    SortedSet<String> filters() {
        SortedSet<String> names = new TreeSet<>();
        for (JsonNode node : json.path("nodes")) {
            names.addAll(node.path("filter").propertyNames());
        }
        return names;
    }

    /** The names of the scorers that say something. */
    SortedSet<String> scorers() {
        SortedSet<String> names = new TreeSet<>();
        for (JsonNode node : json.path("nodes")) {
            names.addAll(node.path("score").propertyNames());
        }
        return names;
    }

    boolean feasible(String node) {
        return node(node).path("feasible").booleanValue();
    }

    @Nullable
    Status firstFailure(String node) {
        return status(node(node).path("firstFailure"));
    }

    String firstFailureBy(String node) {
        return node(node).path("firstFailureBy").asString("");
    }

    /** What the search for victims on a node gave, or null when none were searched for. */
    @Nullable
    Status preemption(String node) {
        return status(node(node).path("preemption"));
    }

    /** The victims on a node as {@code namespace/name}, the most important first. */
    List<String> victims(String node) {
        return texts(node(node).path("preemptionVictims"));
    }

    /** The node that preemption takes, one of those that are equally good; empty for none. */
    String preempts() {
        return json.path("preempts").asString("");
    }

    /** What preemption says when it takes no node. */
    String postFilter() {
        return json.path("postFilter").asString("");
    }

    @Nullable
    Score score(String node, String plugin) {
        JsonNode score = node(node).path("score").path(plugin);
        return score.isMissingNode()
                ? null
                : new Score(
                        score.path("raw").longValue(),
                        score.path("norm").longValue(),
                        score.path("weight").longValue());
    }

    /** The total score, -1 of an infeasible node. */
    long total(String node) {
        JsonNode total = node(node).path("total");
        return total.isMissingNode() ? -1 : total.longValue();
    }

    /** The nodes of the largest total. */
    SortedSet<String> best() {
        return new TreeSet<>(texts(json.path("best")));
    }

    /** The sentence of the event, empty when the pod can be placed. */
    String event() {
        return json.path("event").asString("");
    }

    private JsonNode node(String name) {
        return json.path("nodes").path(name);
    }

    private static @Nullable Status status(JsonNode status) {
        return status.isMissingNode()
                ? null
                : new Status(status.path("code").stringValue(), texts(status.path("reasons")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }
}
