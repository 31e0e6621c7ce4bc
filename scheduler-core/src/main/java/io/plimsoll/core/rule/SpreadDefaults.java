package io.plimsoll.core.rule;

import io.plimsoll.core.model.LabelSelector;
import io.plimsoll.core.model.LabelSelector.Operator;
import io.plimsoll.core.model.LabelSelector.Requirement;
import io.plimsoll.core.model.OwnerReference;
import io.plimsoll.core.model.SelectingObject;
import io.plimsoll.core.model.SpreadConstraint;
import io.plimsoll.core.plugin.PluginContext;
import io.plimsoll.core.plugin.Scope;
import io.plimsoll.core.state.CountedPods;
import io.plimsoll.core.state.PodClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How pods without spread constraints of their own are spread (kube-scheduler's PodTopologySpread, {@code defaultingType}
 * and {@code defaultConstraints}): the pods that count are those that the pod's services and the workload that made it
 * select. Pods that nothing selects are not spread.
 *
 * @param constraints the constraints; their selectors mean nothing
 * @param ofSystem whether they are those of kube-scheduler itself, for which a node may lack labels
 */
public record SpreadDefaults(List<SpreadConstraint> constraints, boolean ofSystem) {

    /** No spreading. */
    public static final SpreadDefaults NONE = new SpreadDefaults(List.of(), false);

    /** The default of kube-scheduler: over hosts and zones, as far as possible. */
    public static final SpreadDefaults SYSTEM = new SpreadDefaults(
            List.of(wish("kubernetes.io/hostname", 3), wish("topology.kubernetes.io/zone", 5)), true);

    /** Copies its arguments. */
    public SpreadDefaults {
        constraints = List.copyOf(constraints);
    }

    /**
     * A constraint of a class.
     *
     * @param constraint the constraint
     * @param namespace the namespace of the pods
     * @param itself whether pods of the class count
     */
    record Spread(SpreadConstraint constraint, String namespace, boolean itself) {

        /** Which pods count. A selector that is there but says nothing matches the pod itself, yet counts no other. */
        CountedPods counted() {
            LabelSelector selector = constraint.selector();
            return new CountedPods.Staying(namespace, selector.isEmpty() ? LabelSelector.NOTHING : selector);
        }
    }

    /** What spreading depends on: services and workloads only where there are defaults. */
    Set<Scope> scopes() {
        return constraints.isEmpty()
                ? Set.of(Scope.STATIC, Scope.CLUSTER)
                : Set.of(Scope.STATIC, Scope.CLUSTER, Scope.OBJECTS);
    }

    /** The constraints of a class that must hold, or the others: its own, or when it has none at all, these. */
    List<Spread> of(PodClass podClass, PluginContext context, boolean must) {
        List<Spread> spread = new ArrayList<>();
        for (SpreadConstraint own : podClass.spread()) {
            if (own.must() == must) {
                spread.add(new Spread(own, podClass.namespace(), podClass.countsItself(own)));
            }
        }
        if (podClass.spread().isEmpty() && !constraints.isEmpty()) {
            addDefaults(podClass, context, must, spread);
        }
        return spread;
    }

    private void addDefaults(PodClass podClass, PluginContext context, boolean must, List<Spread> spread) {
        // A class that has no reason to look at its namespace may have others than the pods that a service means.
        String namespace = podClass.namespace();
        SortedMap<String, String> exact = new TreeMap<>();
        for (SelectingObject object : context.objects().selectors()) {
            if (object.kind().equals(SelectingObject.SERVICE) && selects(object, podClass, context)) {
                exact.putAll(object.selector().matchLabels());
                namespace = object.namespace();
            }
        }
        List<Requirement> further = new ArrayList<>();
        @Nullable SelectingObject owner = owner(podClass, context);
        if (owner != null && owner.kind().equals(SelectingObject.REPLICATION_CONTROLLER)) {
            exact.putAll(owner.selector().matchLabels());
        } else if (owner != null) {
            owner.selector()
                    .matchLabels()
                    .forEach((label, value) -> further.add(Requirement.of(label, Operator.IN, Set.of(value))));
            further.addAll(owner.selector().requirements());
        }
        LabelSelector selector = new LabelSelector(exact, further);
        boolean itself = owner == null || selects(owner, podClass, context);
        for (SpreadConstraint constraint : constraints) {
            if (constraint.must() == must && !selector.isEmpty()) {
                spread.add(new Spread(with(constraint, selector), namespace, itself));
            }
        }
    }

    /** The workload that made the pods, unless it selects nothing. */
    private static @Nullable SelectingObject owner(PodClass podClass, PluginContext context) {
        @Nullable OwnerReference reference = podClass.rules().controller();
        if (reference == null) {
            return null;
        }
        for (SelectingObject object : context.objects().selectors()) {
            if (object.kind().equals(reference.kind())
                    && object.name().equals(reference.name())
                    && object.namespace().equals(podClass.namespace())
                    && !object.selector().equals(LabelSelector.NOTHING)) {
                return object;
            }
        }
        return null;
    }

    private static boolean selects(SelectingObject object, PodClass podClass, PluginContext context) {
        return podClass.meantBy(context.podSelectors().find(object.pods()));
    }

    private static SpreadConstraint with(SpreadConstraint constraint, LabelSelector selector) {
        return new SpreadConstraint(
                constraint.topologyKey(),
                constraint.maxSkew(),
                selector,
                constraint.must(),
                constraint.minDomains(),
                constraint.honorsAffinity(),
                constraint.honorsTaints());
    }

    private static SpreadConstraint wish(String topologyKey, int maxSkew) {
        return new SpreadConstraint(topologyKey, maxSkew, LabelSelector.NOTHING, false, 1, true, false);
    }
}
