package io.plimsoll.core.policy;

import io.plimsoll.core.engine.NodeChoice;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.WeightedScorer;
import io.plimsoll.core.plugin.DeviceChoice;
import io.plimsoll.core.plugin.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of a policy, understood: see {@link Policies} for how it is written. Immutable; every profile made of it has
 * plugins of its own.
 */
public final class PolicyText {

    private final List<Part> parts;

    /**
     * One policy in the text.
     *
     * @param written its name and parameters as they were written
     * @param provider who makes it
     * @param parameters a value for every parameter
     * @param weight its weight; 0 when none is written, which means 1
     */
    record Part(String written, PolicyProvider provider, PolicyParameters parameters, long weight) {

        long times() {
            return Math.max(1, weight);
        }

        @Override
        public String toString() {
            return weight == 0 ? written : written + "*" + weight;
        }
    }

    PolicyText(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The text, without blanks. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(text.isEmpty() ? "" : "+").append(part);
        }
        return text.toString();
    }

    /** The names of the policies without parameters and weights, {@code fgd+preferred-labels}. */
    public String name() {
        List<String> names = new ArrayList<>();
        for (Part part : parts) {
            names.add(part.provider().name());
        }
        return String.join("+", names);
    }

    /**
     * Every parameter with the value in force, sorted by name; behind its policy's name and a dot, {@code fgd.threshold},
     * where several policies are added up.
     */
    public SortedMap<String, String> parameters() {
        SortedMap<String, String> all = new TreeMap<>();
        for (Part part : parts) {
            String prefix = parts.size() == 1 ? "" : part.provider().name() + ".";
            part.parameters().values().forEach((name, value) -> all.put(prefix + name, value));
        }
        return all;
    }

    /**
     * A profile for one scheduler: the usual filters, those of the policies, and their scorers by weight.
     *
     * @throws PolicyTextException when the policies do not go together, or one needs to know what the context does not say
     */
    public Profile profile(PolicyContext context) {
        List<Filter> filters = new ArrayList<>(Policies.usualFilters());
        List<WeightedScorer> scorers = new ArrayList<>();
        NodeChoice nodeChoice = NodeChoice.BEST;
        @Nullable DeviceChoice devices = null;
        for (Part part : parts) {
            Policy policy = part.provider().create(part.parameters(), context);
            requireFits(part, policy, devices);
            nodeChoice = policy.nodeChoice();
            filters.addAll(policy.filters());
            for (WeightedScorer scorer : policy.scorers()) {
                scorers.add(new WeightedScorer(scorer.scorer(), times(part.times(), scorer.weight())));
            }
            devices = policy.deviceChoice() == null ? devices : policy.deviceChoice();
        }
        return new Profile(toString(), filters, scorers, nodeChoice, devices == null ? new LowestFit() : devices);
    }

    private void requireFits(Part part, Policy policy, @Nullable DeviceChoice devices) {
        if (policy.nodeChoice() != NodeChoice.BEST && parts.size() > 1) {
            throw new PolicyTextException(
                    "The policy (" + part.written() + ") of text (" + this
                            + ") must stand alone: it takes a node without looking at scores.",
                    "Maybe it should be left out, or the others should.");
        }
        if (part.weight() != 0 && policy.scorers().isEmpty()) {
            throw new PolicyTextException(
                    "The weight (" + part.weight() + ") of policy (" + part.written()
                            + ") must be left out: it gives no scores.",
                    "Maybe " + part.written() + " was meant.");
        }
        if (devices != null && policy.deviceChoice() != null) {
            throw new PolicyTextException(
                    "The policies of text (" + this + ") must choose devices in one way: both " + devices.name()
                            + " and " + policy.deviceChoice().name() + " do it.",
                    "Maybe " + part.written() + " should be left out.");
        }
    }

    /** The product, or the largest number in its place: a profile refuses it with its own words. */
    private static long times(long outer, long inner) {
        return inner > Long.MAX_VALUE / outer ? Long.MAX_VALUE : outer * inner;
    }
}
