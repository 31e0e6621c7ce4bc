package io.plimsoll.e2e;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was given away in mode pick-one: each pod has the node that was answered last, from that answer on, whether it was bound or not. While
 * no pod is deleted and no hold ends by its time, no node may ever have been given more than it has.
 */
final class Picks {

    private final Map<String, String> nodes = new HashMap<>();
    private final List<String> twice = new ArrayList<>();

    /** Adds up all answers, in their order. */
    Picks(List<WireTap.Call> calls, List<Node> fleet) {
        JsonMapper mapper = JsonMapper.shared();
        Map<String, Map<String, Quantity>> capacity = new HashMap<>();
        fleet.forEach(node -> capacity.put(
                node.getMetadata().getName(), node.getStatus().getAllocatable()));
        Map<String, Map<String, BigDecimal>> given = new HashMap<>();
        for (WireTap.Call call : calls) {
            if (call.status() == 200) {
                Pod pod = mapper.treeToValue(mapper.readTree(call.request()).get("Pod"), Pod.class);
                JsonNode names = mapper.readTree(call.reply()).get("NodeNames");
                if (!names.isEmpty()) {
                    give(pod, names.get(0).asString(), given, capacity);
                }
            }
        }
    }

    /** The last answer for each pod, by its name. */
    Map<String, String> nodes() {
        return nodes;
    }

    /** Answers by which a node was given more than it has. */
    List<String> twice() {
        return twice;
    }

    private void give(
            Pod pod,
            String node,
            Map<String, Map<String, BigDecimal>> given,
            Map<String, Map<String, Quantity>> capacity) {
        String name = pod.getMetadata().getName();
        String before = nodes.put(name, node);
        Map<String, Quantity> requests =
                pod.getSpec().getContainers().get(0).getResources().getRequests();
        requests.forEach((resource, quantity) -> {
            BigDecimal amount = quantity.getNumericalAmount();
            if (before != null) {
                given.getOrDefault(before, Map.of())
                        .computeIfPresent(resource, (same, sum) -> sum.subtract(amount));
            }
            BigDecimal sum = given.computeIfAbsent(node, each -> new HashMap<>())
                    .merge(resource, amount, BigDecimal::add);
            BigDecimal has = capacity.getOrDefault(node, Map.of())
                    .getOrDefault(resource, new Quantity("0"))
                    .getNumericalAmount();
            if (sum.compareTo(has) > 0) {
                twice.add(node + " was given away to " + sum + " of " + resource + " with " + name);
            }
        });
    }
}
