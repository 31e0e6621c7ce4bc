package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyText;
import java.util.Map;

/**
 * One scheduler that decides by a policy, as {@code plimsoll simulate} does.
 *
 * @param policy the policy
 * @param context what it may know
 */
public record PolicyRules(PolicyText policy, PolicyContext context) implements SchedulingRules {

    @Override
    public String name() {
        return policy.toString();
    }

    @Override
    public Map<String, Profile> profiles() {
        return Map.of(policy.toString(), policy.profile(context));
    }
}
