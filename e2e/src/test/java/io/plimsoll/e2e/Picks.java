package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was given away in mode pick-one: each pod has the node that was answered last, from that answer on, whether it was bound or not. While
 * no pod is deleted and no hold ends by its time, no node may ever have been given more than it has.
 */
final class Picks {

    private final Map<String, String> nodes = new HashMap<>();
    private final List<String> twice = new ArrayList<>();
    private final Map<String, Map<String, BigDecimal>> given = new HashMap<>();
    private final Map<String, Map<String, Quantity>> capacity = new HashMap<>();
    private int answers;
    private int guarded;

    /** Adds up all answers, in their order. */
    Picks(List<WireTap.Call> calls, List<Node> fleet) {
        JsonMapper mapper = JsonMapper.shared();
        fleet.forEach(node ->
                capacity.put(node.getMetadata().getName(), node.getStatus().getAllocatable()));
        for (WireTap.Call call : calls) {
            if (call.status() == 200) {
                JsonNode request = mapper.readTree(call.request());
                Pod pod = mapper.treeToValue(request.get("Pod"), Pod.class);
                JsonNode names = mapper.readTree(call.reply()).get("NodeNames");
                if (!names.isEmpty()) {
                    answers++;
                    take(pod);
                    guarded += offersFullNode(request.get("NodeNames"), pod) ? 1 : 0;
                    give(pod, names.get(0).asString());
                }
            }
        }
    }

    /** How many pods were given a node, one that is given another counted again. */
    int answers() {
        return answers;
    }

    /** Before how many of these answers kube-scheduler had offered a node that had no room for the pod any more. */
    int guarded() {
        return guarded;
    }

    /** The last answer for each pod, by its name. */
    Map<String, String> nodes() {
        return nodes;
    }

    /** Answers by which a node was given more than it has. */
    List<String> twice() {
        return twice;
    }

    private void take(Pod pod) {
        String before = nodes.remove(pod.getMetadata().getName());
        if (before != null) {
            requests(pod).forEach((resource, amount) -> add(before, resource, amount.negate()));
        }
    }

    private void give(Pod pod, String node) {
        String name = pod.getMetadata().getName();
        nodes.put(name, node);
        requests(pod).forEach((resource, amount) -> {
            add(node, resource, amount);
            if (left(node, resource).signum() < 0) {
                twice.add(node + " lacks " + left(node, resource).negate() + " of " + resource + " for " + name);
            }
        });
    }

    private boolean offersFullNode(JsonNode offered, Pod pod) {
        for (JsonNode node : offered) {
            for (Map.Entry<String, BigDecimal> request : requests(pod).entrySet()) {
                if (left(node.asString(), request.getKey()).compareTo(request.getValue()) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, BigDecimal> requests(Pod pod) {
        Map<String, BigDecimal> requests = new TreeMap<>();
        pod.getSpec()
                .getContainers()
                .get(0)
                .getResources()
                .getRequests()
                .forEach((resource, quantity) -> requests.put(resource, quantity.getNumericalAmount()));
        return requests;
    }

    private void add(String node, String resource, BigDecimal amount) {
        given.computeIfAbsent(node, each -> new HashMap<>()).merge(resource, amount, BigDecimal::add);
    }

    private BigDecimal left(String node, String resource) {
        Quantity has = capacity.getOrDefault(node, Map.of()).getOrDefault(resource, new Quantity("0"));
        BigDecimal gone = given.getOrDefault(node, Map.of()).getOrDefault(resource, BigDecimal.ZERO);
        return has.getNumericalAmount().subtract(gone);
    }
}
