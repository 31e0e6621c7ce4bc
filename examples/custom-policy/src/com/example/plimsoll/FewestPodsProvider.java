package com.example.plimsoll;

import io.plimsoll.core.policy.Policy;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyParameter;
import io.plimsoll.core.policy.PolicyParameters;
import io.plimsoll.core.policy.PolicyProvider;
import java.util.List;

/** Offers {@link FewestPods} as {@code fewest-pods}; named in META-INF/services, so that Plimsoll finds it. */
public final class FewestPodsProvider implements PolicyProvider {

    @Override
    public String name() {
        return "fewest-pods";
    }

    @Override
    public String summary() {
        return "the node with the fewest pods";
    }

    @Override
    public String origin() {
        return "Plimsoll's example of a policy of one's own";
    }

    @Override
    public List<PolicyParameter> parameters() {
        return List.of(PolicyParameter.whole("full", 1, 1000, 110, "number of pods from which on a node counts as full"));
    }

    @Override
    public Policy create(PolicyParameters parameters, PolicyContext context) {
        return Policy.best(new FewestPods(parameters.whole("full")));
    }
}
