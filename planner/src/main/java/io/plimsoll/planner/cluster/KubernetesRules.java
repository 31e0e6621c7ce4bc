package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyText;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's own schedulers as their configuration has them; or with their filters alone, so that where a pod may run stays
 * the same, and the scores of a policy.
 *
 * @param config of the schedulers
 * @param policy in place of their scores; null for those
 * @param context what the policy may know
 */
public record KubernetesRules(
        SchedulerConfig config, @Nullable PolicyText policy, PolicyContext context) implements SchedulingRules {

    /** The name of the rules when no policy stands in for the scores. */
    public static final String OWN = "kube-scheduler";

    /** The schedulers as they are. */
    public static KubernetesRules of(SchedulerConfig config) {
        return new KubernetesRules(config, null, PolicyContext.UNKNOWN);
    }

    @Override
    public String name() {
        return policy == null ? OWN : policy.toString();
    }

    @Override
    public Map<String, Profile> profiles() {
        Map<String, Profile> profiles = new LinkedHashMap<>();
        for (SchedulerProfile profile : config.profiles()) {
            Profile own = CoreProfile.of(profile);
            profiles.put(profile.schedulerName(), policy == null ? own : scored(own, policy.profile(context)));
        }
        return profiles;
    }

    private static Profile scored(Profile own, Profile by) {
        return new Profile(by.name(), own.filters(), by.scorers(), by.nodeChoice(), by.deviceChoice());
    }
}
