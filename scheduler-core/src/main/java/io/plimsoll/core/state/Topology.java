package io.plimsoll.core.state;

import io.plimsoll.core.model.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The topology keys and domain counters that rules have asked for. Registering is idempotent; what is registered stays
 * and is kept current from then on.
 */
public final class Topology {

    private final NodeTable nodes;
    private final PodTable pods;
    private final LabelSets labelSets;
    private final List<TopologyKey> keys = new ArrayList<>();

    Topology(NodeTable nodes, PodTable pods, LabelSets labelSets) {
        this.nodes = nodes;
        this.pods = pods;
        this.labelSets = labelSets;
    }

    /** The domains of a node label. O(nodes) the first time. */
    public TopologyKey key(String label) {
        for (TopologyKey key : keys) {
            if (key.label().equals(label)) {
                return key;
            }
        }
        TopologyKey key = new TopologyKey(label);
        keys.add(key);
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                key.set(node, key.domainOfValue(nodes.spec(node).labels().get(label)));
            }
        }
        return key;
    }

    /** The counter of pods that a selector matches, by domain of a node label. O(nodes + pods) the first time. */
    public DomainCounter counter(String label, String namespace, LabelSelector selector) {
        TopologyKey key = key(label);
        for (int c = 0; c < labelSets.counterCount(); c++) {
            if (labelSets.counter(c).is(key, namespace, selector)) {
                return labelSets.counter(c);
            }
        }
        DomainCounter counter = new DomainCounter(key, namespace, selector);
        int number = labelSets.counterCount();
        labelSets.register(counter);
        for (int domain = 0; domain < key.domains(); domain++) {
            counter.domainChanged(domain);
        }
        for (int node = 0; node < nodes.slots(); node++) {
            for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                for (int c : labelSets.counters(pods.labelSet(pod))) {
                    if (c == number) {
                        counter.add(key.domain(node), 1);
                    }
                }
            }
        }
        return counter;
    }

    /** Counts a pod that comes to ({@code change} 1) or leaves (-1) a node. */
    void pod(int labelSet, int node, int change) {
        for (int number : labelSets.counters(labelSet)) {
            DomainCounter counter = labelSets.counter(number);
            counter.add(counter.key().domain(node), change);
        }
    }

    /** Puts a node with its pods into the domains its labels say; no labels take it out of all domains. */
    void node(int node, Map<String, String> labels) {
        for (TopologyKey key : keys) {
            int from = key.domain(node);
            int to = key.domainOfValue(labels.get(key.label()));
            if (from != to) {
                move(key, node, from, to);
            }
        }
    }

    private void move(TopologyKey key, int node, int from, int to) {
        countPods(key, node, -1);
        key.set(node, to);
        for (int c = 0; c < labelSets.counterCount(); c++) {
            DomainCounter counter = labelSets.counter(c);
            if (counter.key() == key) {
                counter.domainChanged(from);
                counter.domainChanged(to);
            }
        }
        countPods(key, node, 1);
    }

    private void countPods(TopologyKey key, int node, int change) {
        for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
            for (int number : labelSets.counters(pods.labelSet(pod))) {
                DomainCounter counter = labelSets.counter(number);
                if (counter.key() == key) {
                    counter.add(key.domain(node), change);
                }
            }
        }
    }

    List<TopologyKey> keys() {
        return keys;
    }

    LabelSets labelSets() {
        return labelSets;
    }
}
