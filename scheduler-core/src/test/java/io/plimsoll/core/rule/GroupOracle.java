package io.plimsoll.core.rule;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.NodeSpec;
import io.plimsoll.core.model.OwnerReference;
import io.plimsoll.core.model.PodAffinityTerm;
import io.plimsoll.core.model.PodSelector;
import io.plimsoll.core.model.PodSpec;
import io.plimsoll.core.model.SelectingObject;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.model.Taint;
import io.plimsoll.core.model.WeightedPodTerm;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.core.state.PodTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** PodTopologySpread and InterPodAffinity by looking at every pod on every node, every time; no counters, no classes. */
final class GroupOracle {

    static final String HOST = "kubernetes.io/hostname";

    /** A node with its pods. */
    record Place(int slot, NodeSpec node, List<PodSpec> pods) {

        @Nullable
        String label(String key) {
            return node.labels().get(key);
        }
    }

    /** Raw and normalised scores of the feasible nodes, in their order. */
    record Scores(List<Long> raw, List<Long> normalised) {

        Scores(long[] raw, long[] normalised) {
            this(
                    LongStream.of(raw).boxed().toList(),
                    LongStream.of(normalised).boxed().toList());
        }
    }

    private final PodSpec pod;
    private final Cluster cluster;
    private final SpreadDefaults defaults;
    private final List<Place> places = new ArrayList<>();

    GroupOracle(Cluster cluster, PodSpec pod, SpreadDefaults defaults) {
        this.cluster = cluster;
        this.pod = pod;
        this.defaults = defaults;
        for (int slot = 0; slot < cluster.nodes().slots(); slot++) {
            if (cluster.nodes().exists(slot)) {
                List<PodSpec> pods = new ArrayList<>();
                PodTable table = cluster.pods();
                for (int bound = table.firstOn(slot); bound != PodTable.NONE; bound = table.nextOnNode(bound)) {
                    pods.add(table.spec(bound));
                }
                places.add(new Place(slot, cluster.nodes().spec(slot), pods));
            }
        }
    }

    List<Place> places() {
        return places;
    }

    /** Why PodTopologySpread refuses a node, empty if it does not. */
    String spreadReason(Place place) {
        List<SpreadConstraint> constraints = constraints(true);
        for (SpreadConstraint constraint : constraints) {
            String domain = place.label(constraint.topologyKey());
            if (domain == null) {
                return "node(s) didn't match pod topology spread constraints (missing required label)";
            }
            Map<String, Integer> counts = new HashMap<>();
            for (Place other : places) {
                if (hasAll(other, constraints) && included(constraint, other.node())) {
                    counts.merge(
                            String.valueOf(other.label(constraint.topologyKey())),
                            count(other, constraint),
                            Integer::sum);
                }
            }
            int fewest = Integer.MAX_VALUE;
            for (int count : counts.values()) {
                fewest = Math.min(fewest, count);
            }
            fewest = counts.size() < constraint.minDomains() ? 0 : fewest;
            int itself = constraint.selector().matches(pod.labels()) ? 1 : 0;
            if (counts.getOrDefault(domain, 0) + itself - fewest > constraint.maxSkew()) {
                return "node(s) didn't match pod topology spread constraints";
            }
        }
        return "";
    }

    /** Why InterPodAffinity refuses a node, empty if it does not. */
    String affinityReason(Place place) {
        List<PodAffinityTerm> near = pod.rules().podAffinity().required();
        boolean found = true;
        boolean nobody = true;
        for (PodAffinityTerm term : near) {
            String domain = place.label(term.topologyKey());
            if (domain == null) {
                return "node(s) didn't match pod affinity rules";
            }
            boolean here = false;
            for (Place other : places) {
                String there = other.label(term.topologyKey());
                for (PodSpec one : other.pods()) {
                    boolean meant = near.stream().allMatch(each -> ownMeans(each, one));
                    here |= meant && domain.equals(there);
                    nobody &= !meant || there == null;
                }
            }
            found &= here;
        }
        if (!found && !(nobody && near.stream().allMatch(term -> ownMeans(term, pod)))) {
            return "node(s) didn't match pod affinity rules";
        }
        for (PodAffinityTerm term : pod.rules().podAffinity().requiredAnti()) {
            for (Place other : places) {
                if (sameDomain(term, place, other) && other.pods().stream().anyMatch(one -> ownMeans(term, one))) {
                    return "node(s) didn't match pod anti-affinity rules";
                }
            }
        }
        for (Place other : places) {
            for (PodSpec one : other.pods()) {
                for (PodAffinityTerm term : one.rules().podAffinity().requiredAnti()) {
                    if (sameDomain(term, place, other) && means(term)) {
                        return "node(s) didn't satisfy existing pods anti-affinity rules";
                    }
                }
            }
        }
        return "";
    }

    Scores spreadScores(List<Place> feasible) {
        List<SpreadConstraint> constraints = constraints(false);
        boolean every = !pod.spread().isEmpty() || !defaults.ofSystem();
        long[] raw = new long[feasible.size()];
        long[] normalised = new long[feasible.size()];
        List<Place> scored = new ArrayList<>(feasible);
        scored.removeIf(place -> every && !hasAll(place, constraints));
        long least = Long.MAX_VALUE;
        long most = 0;
        for (Place place : scored) {
            double sum = 0;
            for (SpreadConstraint constraint : constraints) {
                String domain = place.label(constraint.topologyKey());
                if (domain != null) {
                    boolean host = constraint.topologyKey().equals(HOST);
                    Set<String> domains = new HashSet<>();
                    scored.forEach(other -> domains.add(String.valueOf(other.label(constraint.topologyKey()))));
                    int count = 0;
                    for (Place other : places) {
                        boolean counts = host
                                ? other.slot() == place.slot()
                                : domain.equals(other.label(constraint.topologyKey()))
                                        && (!every || hasAll(other, constraints))
                                        && included(constraint, other.node());
                        count += counts ? count(other, constraint) : 0;
                    }
                    int size = host ? scored.size() : domains.size();
                    sum += count * StrictMath.log(size + 2) + (constraint.maxSkew() - 1);
                }
            }
            long rounded = Math.round(sum);
            raw[feasible.indexOf(place)] = rounded;
            least = Math.min(least, rounded);
            most = Math.max(most, rounded);
        }
        for (Place place : scored) {
            int i = feasible.indexOf(place);
            normalised[i] = most == 0 ? 100 : 100 * (most + least - raw[i]) / most;
        }
        return new Scores(raw, constraints.isEmpty() ? new long[feasible.size()] : normalised);
    }

    Scores affinityScores(List<Place> feasible, int hardWeight, boolean ignoresOthers) {
        long[] raw = new long[feasible.size()];
        List<WeightedPodTerm> near = pod.rules().podAffinity().preferred();
        List<WeightedPodTerm> away = pod.rules().podAffinity().preferredAnti();
        boolean skipped = ignoresOthers && near.isEmpty() && away.isEmpty();
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < raw.length; i++) {
            Place place = feasible.get(i);
            for (Place other : places) {
                for (PodSpec one : skipped ? List.<PodSpec>of() : other.pods()) {
                    raw[i] += own(near, one, place, other) - own(away, one, place, other);
                    for (PodAffinityTerm term : one.rules().podAffinity().required()) {
                        raw[i] += sameDomain(term, place, other) && means(term) ? hardWeight : 0;
                    }
                    raw[i] += theirs(one.rules().podAffinity().preferred(), place, other)
                            - theirs(one.rules().podAffinity().preferredAnti(), place, other);
                }
            }
            least = Math.min(least, raw[i]);
            most = Math.max(most, raw[i]);
        }
        long[] normalised = new long[raw.length];
        for (int i = 0; i < raw.length; i++) {
            normalised[i] = most == least ? 0 : (long) (100d * ((double) (raw[i] - least) / (double) (most - least)));
        }
        return new Scores(raw, normalised);
    }

    private long own(List<WeightedPodTerm> wishes, PodSpec one, Place place, Place other) {
        long sum = 0;
        for (WeightedPodTerm wish : wishes) {
            sum += sameDomain(wish.term(), place, other) && ownMeans(wish.term(), one) ? wish.weight() : 0;
        }
        return sum;
    }

    private long theirs(List<WeightedPodTerm> wishes, Place place, Place other) {
        long sum = 0;
        for (WeightedPodTerm wish : wishes) {
            sum += sameDomain(wish.term(), place, other) && means(wish.term()) ? wish.weight() : 0;
        }
        return sum;
    }

    private static boolean sameDomain(PodAffinityTerm term, Place one, Place other) {
        String domain = one.label(term.topologyKey());
        return domain != null && domain.equals(other.label(term.topologyKey()));
    }

    /** Whether another pod's term means the pod. */
    private boolean means(PodAffinityTerm term) {
        PodSelector pods = term.pods();
        return (pods.namespaces().contains(pod.namespace())
                        || pods.namespaceLabels().matches(cluster.objects().labelsOfNamespace(pod.namespace())))
                && pods.labels().matches(pod.labels());
    }

    /** Whether a term of the pod means another: known namespaces are looked up, then all are asked about as without labels. */
    private boolean ownMeans(PodAffinityTerm term, PodSpec other) {
        PodSelector pods = term.pods();
        Set<String> namespaces = new HashSet<>(pods.namespaces());
        cluster.objects().namespaces().forEach((name, labels) -> {
            if (pods.namespaceLabels().matches(labels)) {
                namespaces.add(name);
            }
        });
        return (namespaces.contains(other.namespace()) || pods.namespaceLabels().matches(Map.of()))
                && pods.labels().matches(other.labels());
    }

    private List<SpreadConstraint> constraints(boolean must) {
        List<SpreadConstraint> all = new ArrayList<>(pod.spread());
        if (all.isEmpty()) {
            LabelSelector selector = defaultSelector();
            if (!isEmpty(selector)) {
                for (SpreadConstraint one : defaults.constraints()) {
                    all.add(new SpreadConstraint(
                            one.topologyKey(),
                            one.maxSkew(),
                            selector,
                            one.must(),
                            one.minDomains(),
                            one.honorsAffinity(),
                            one.honorsTaints()));
                }
            }
        }
        all.removeIf(constraint -> constraint.must() != must);
        return all;
    }

    /** All that services and the owner ask for. Services here ask for exact labels. */
    private LabelSelector defaultSelector() {
        Map<String, String> exact = new TreeMap<>();
        List<LabelSelector.Requirement> further = new ArrayList<>();
        OwnerReference owner = pod.rules().controller();
        for (SelectingObject object : cluster.objects().selectors()) {
            boolean here = object.namespace().equals(pod.namespace())
                    && !object.selector().equals(LabelSelector.NOTHING);
            if (here && object.kind().equals("Service") && object.selector().matches(pod.labels())) {
                exact.putAll(object.selector().matchLabels());
            } else if (here
                    && owner != null
                    && object.kind().equals(owner.kind())
                    && object.name().equals(owner.name())) {
                object.selector()
                        .matchLabels()
                        .forEach((key, value) -> further.add(
                                LabelSelector.Requirement.of(key, LabelSelector.Operator.IN, Set.of(value))));
                further.addAll(object.selector().requirements());
            }
        }
        return new LabelSelector(new TreeMap<>(exact), further);
    }

    private int count(Place place, SpreadConstraint constraint) {
        int count = 0;
        for (PodSpec one : place.pods()) {
            boolean counts = !isEmpty(constraint.selector())
                    && !one.rules().terminating()
                    && one.namespace().equals(pod.namespace())
                    && constraint.selector().matches(one.labels());
            count += counts ? 1 : 0;
        }
        return count;
    }

    private boolean included(SpreadConstraint constraint, NodeSpec node) {
        if (constraint.honorsAffinity() && !pod.rules().nodeAffinity().allows(node)) {
            return false;
        }
        for (Taint taint : node.taints()) {
            if (constraint.honorsTaints() && taint.forbids() && !pod.rules().tolerates(taint)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAll(Place place, List<SpreadConstraint> constraints) {
        return constraints.stream().allMatch(constraint -> place.label(constraint.topologyKey()) != null);
    }

    private static boolean isEmpty(LabelSelector selector) {
        return selector.matchLabels().isEmpty() && selector.requirements().isEmpty();
    }
}
