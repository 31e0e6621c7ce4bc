package io.plimsoll.core.state;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The topology keys and domain counters that rules have asked for. Registering is idempotent; what is registered stays
 * and is kept current from then on. Pods are counted by their labels, or by the terms that their class has.
 */
public final class Topology {

    private static final DomainCounter[] NONE = {};

    private final NodeTable nodes;
    private final PodTable pods;
    private final LabelSets labelSets;
    private final List<TopologyKey> keys = new ArrayList<>();
    /** The counters of {@link CountedPods.Holding}. */
    private final Dictionary<HeldTerm> terms = new Dictionary<>();

    private final List<DomainCounter> holders = new ArrayList<>();
    /** By class number; a counter is there as often as the class has the term. */
    private DomainCounter[][] holdersOf = new DomainCounter[0][];

    Topology(NodeTable nodes, PodTable pods, LabelSets labelSets) {
        this.nodes = nodes;
        this.pods = pods;
        this.labelSets = labelSets;
    }

    /** The domains of a node label, or {@link TopologyKey#NODE}. O(nodes) the first time. */
    public TopologyKey key(String label) {
        return key(label, CountedNodes.ALL);
    }

    /** The domains of a label as {@link #key(String)} numbers them, of some nodes only. O(nodes) the first time. */
    public TopologyKey key(String label, CountedNodes counted) {
        for (TopologyKey key : keys) {
            if (key.is(label, counted)) {
                return key;
            }
        }
        TopologyKey key =
                counted.equals(CountedNodes.ALL) ? new TopologyKey(label) : new TopologyKey(key(label), counted);
        keys.add(key);
        for (int node = 0; node < nodes.slots(); node++) {
            if (nodes.exists(node)) {
                key.set(node, key.domainOf(nodes.spec(node)));
            }
        }
        return key;
    }

    /** The counter of pods of a namespace that a selector matches, by domain of a node label. */
    public DomainCounter counter(String label, String namespace, LabelSelector selector) {
        return counter(label, CountedNodes.ALL, new CountedPods.Staying(namespace, selector));
    }

    /** The counter of some pods on some nodes, by domain of a node label. O(nodes) the first time, and O(pods) where it counts some. */
    public DomainCounter counter(String label, CountedNodes counted, CountedPods which) {
        if (which instanceof CountedPods.Holding holding) {
            return holders(holding.term());
        }
        TopologyKey key = key(label, counted);
        for (int c = 0; c < labelSets.counterCount(); c++) {
            if (labelSets.counter(c).is(key, which)) {
                return labelSets.counter(c);
            }
        }
        DomainCounter counter = withDomains(new DomainCounter(key, which));
        labelSets.register(counter);
        if (labelSets.anyPlaced(counter)) {
            countAll(counter);
        }
        return counter;
    }

    /** The counter of pods that have a term, by the term's domains. O(nodes) the first time. */
    public DomainCounter holders(HeldTerm term) {
        int number = terms.intern(term);
        if (number == holders.size()) {
            // Classes register their terms before any pod is of them: nothing to count yet.
            TopologyKey key = key(term.term().topologyKey());
            holders.add(withDomains(new DomainCounter(key, new CountedPods.Holding(term))));
        }
        return holders.get(number);
    }

    /** How often a counter counts a pod that is on a node it counts, or would if the pod were not being deleted. */
    public int times(DomainCounter counter, int pod) {
        if (counter.pods() instanceof CountedPods.Holding) {
            int times = 0;
            for (DomainCounter held : holdersOf(pod)) {
                times += held == counter ? 1 : 0;
            }
            return times;
        }
        return labelSets.selects(counter, pods.labelSet(pod)) ? 1 : 0;
    }

    /** Registers the terms of a class, before the first pod of it is on a node. */
    void hold(PodClass podClass) {
        int id = podClass.id();
        if (id >= holdersOf.length) {
            int length = holdersOf.length;
            holdersOf = Arrays.copyOf(holdersOf, Math.max(id + 1, 2 * length));
            Arrays.fill(holdersOf, length, holdersOf.length, NONE);
        }
        List<HeldTerm> held = HeldTerm.of(podClass.rules().podAffinity());
        if (holdersOf[id].length < held.size()) {
            DomainCounter[] counters = new DomainCounter[held.size()];
            for (int i = 0; i < counters.length; i++) {
                counters[i] = holders(held.get(i));
            }
            holdersOf[id] = counters;
        }
    }

    /** Counts a pod that comes to ({@code change} 1) or leaves (-1) a node. */
    void pod(int pod, int node, int change) {
        int labelSet = pods.labelSet(pod);
        labelSets.place(labelSet, change);
        for (int number : labelSets.counters(labelSet)) {
            DomainCounter counter = labelSets.counter(number);
            counter.add(counter.key().domain(node), change);
        }
        for (DomainCounter counter : holdersOf(pod)) {
            counter.add(counter.key().domain(node), change);
        }
    }

    /** Puts a node with its pods into the domains its description says; none takes it out of all domains. */
    void node(int node, @Nullable NodeSpec spec) {
        for (TopologyKey key : keys) {
            int from = key.domain(node);
            int to = key.domainOf(spec);
            if (from != to) {
                move(key, node, from, to);
            }
        }
    }

    /** Counts anew whom the labels of namespaces decide about, {@link LabelSets#setObjects} having seen them change. */
    void namespacesChanged() {
        for (int c = 0; c < labelSets.counterCount(); c++) {
            DomainCounter counter = labelSets.counter(c);
            if (counter.pods() instanceof CountedPods.Meant) {
                counter.clear();
                countAll(counter);
            }
        }
    }

    private static DomainCounter withDomains(DomainCounter counter) {
        for (int domain = 0; domain < counter.key().domains(); domain++) {
            counter.domainChanged(domain);
        }
        return counter;
    }

    private void countAll(DomainCounter counter) {
        for (int node = 0; node < nodes.slots(); node++) {
            for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
                for (int number : labelSets.counters(pods.labelSet(pod))) {
                    if (labelSets.counter(number) == counter) {
                        counter.add(counter.key().domain(node), 1);
                    }
                }
            }
        }
    }

    private void move(TopologyKey key, int node, int from, int to) {
        countPods(key, node, -1);
        key.set(node, to);
        for (int c = 0; c < labelSets.counterCount(); c++) {
            domainsChanged(labelSets.counter(c), key, from, to);
        }
        for (int c = 0; c < holders.size(); c++) {
            domainsChanged(holders.get(c), key, from, to);
        }
        countPods(key, node, 1);
    }

    private static void domainsChanged(DomainCounter counter, TopologyKey key, int from, int to) {
        if (counter.key() == key) {
            counter.domainChanged(from);
            counter.domainChanged(to);
        }
    }

    private void countPods(TopologyKey key, int node, int change) {
        for (int pod = pods.firstOn(node); pod != PodTable.NONE; pod = pods.nextOnNode(pod)) {
            for (int number : labelSets.counters(pods.labelSet(pod))) {
                countPod(labelSets.counter(number), key, node, change);
            }
            for (DomainCounter counter : holdersOf(pod)) {
                countPod(counter, key, node, change);
            }
        }
    }

    private static void countPod(DomainCounter counter, TopologyKey key, int node, int change) {
        if (counter.key() == key) {
            counter.add(key.domain(node), change);
        }
    }

    private DomainCounter[] holdersOf(int pod) {
        int id = holdersOf.length == 0 ? 0 : pods.classId(pod);
        return id < holdersOf.length ? holdersOf[id] : NONE;
    }

    List<TopologyKey> keys() {
        return keys;
    }

    List<DomainCounter> holders() {
        return holders;
    }

    LabelSets labelSets() {
        return labelSets;
    }
}
