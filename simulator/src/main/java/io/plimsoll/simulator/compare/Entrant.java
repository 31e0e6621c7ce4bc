package io.plimsoll.simulator.compare;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyText;
import io.plimsoll.simulator.record.PolicyInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of those that are compared: a policy or a {@link Bound}. Immutable. */
public final class Entrant {

    private static final String BOUND_PREFIX = "bound:";
    private static final String PLACER_OF_BOUNDS = "first-fit";

    private final PolicyText policy;
    private final @Nullable Bound bound;

    private Entrant(PolicyText policy, @Nullable Bound bound) {
        this.policy = policy;
        this.bound = bound;
    }

    /**
     * Understands a list of policies and bounds, separated by commas. As parameters of a policy are separated by commas,
     * too, a piece of the form {@code name=value} belongs to the policy before it.
     *
     * @throws IllegalArgumentException in two lines, when one of them is unknown or there twice
     */
    public static List<Entrant> parse(String list, Policies policies) {
        List<String> texts = new ArrayList<>();
        for (String piece : list.replaceAll("\\s", "").split(",", -1)) {
            boolean parameter = piece.indexOf('=') > 0
                    && !piece.substring(0, piece.indexOf('=')).contains(":");
            if (parameter && !texts.isEmpty()) {
                texts.set(texts.size() - 1, texts.get(texts.size() - 1) + "," + piece);
            } else {
                texts.add(piece);
            }
        }
        List<Entrant> entrants = new ArrayList<>();
        for (String text : texts) {
            entrants.add(one(text, policies));
            if (texts.indexOf(text) != texts.lastIndexOf(text)) {
                throw new IllegalArgumentException("The policy (" + text + ") of list (" + list
                        + ") must be named once." + System.lineSeparator() + "Maybe other parameters were meant.");
            }
        }
        return List.copyOf(entrants);
    }

    private static Entrant one(String text, Policies policies) {
        if (!text.startsWith(BOUND_PREFIX)) {
            return new Entrant(policies.parse(text), null);
        }
        Bound bound = Bound.find(text);
        if (bound == null) {
            throw new IllegalArgumentException(
                    "The bound (" + text + ") must be one of " + String.join(", ", Bound.texts()) + "."
                            + System.lineSeparator() + "Maybe a policy was meant: those have no \"bound:\" in front.");
        }
        return new Entrant(policies.parse(PLACER_OF_BOUNDS), bound);
    }

    /** The text as it was written, without blanks. */
    public String text() {
        return bound == null ? policy.toString() : bound.text();
    }

    /** Which bound it is; null for a policy. */
    public @Nullable Bound bound() {
        return bound;
    }

    /** What stands of it in results. */
    public PolicyInfo info() {
        return bound == null
                ? PolicyInfo.of(policy.toString(), policy.name(), policy.parameters())
                : PolicyInfo.of(bound.text(), bound.text(), Map.of());
    }

    /** A profile for one run; what is asked for makes sense only once a workload is known. */
    Profile profile(PolicyContext context) {
        return policy.profile(context);
    }

    @Override
    public String toString() {
        return text();
    }
}
