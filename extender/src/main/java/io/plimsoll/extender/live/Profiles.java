package io.plimsoll.extender.live;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.plugin.Filter;
import io.plimsoll.core.policy.DeviceFit;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.PolicyTextException;
import io.plimsoll.kubernetes.config.CoreProfile;
import io.plimsoll.kubernetes.config.SchedulerConfig;
import io.plimsoll.kubernetes.config.SchedulerProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rules decide about pods of which scheduler name: kube-scheduler's filters, and the scores of a policy. */
public final class Profiles {

    /** In place of a policy: the scores that kube-scheduler's profile itself has. */
    public static final String KUBE_SCHEDULER = "kube-scheduler";

    private Profiles() {}

    /**
     * A profile for each of the configuration's.
     *
     * @param config kube-scheduler's configuration
     * @param policy the policy of schedulers that have none of their own; see {@link Policies}, or {@link #KUBE_SCHEDULER}
     * @param own policies by scheduler name
     * @throws PolicyTextException when a policy is not one
     * @throws IllegalArgumentException when a scheduler name has no profile
     */
    public static Map<String, Profile> of(SchedulerConfig config, String policy, Map<String, String> own) {
        for (String name : own.keySet()) {
            if (config.profile(name) == null) {
                throw new IllegalArgumentException("The scheduler (%s) of a policy must be one of %s.%nMaybe %s"
                        .formatted(
                                name,
                                config.profiles().stream()
                                        .map(SchedulerProfile::schedulerName)
                                        .toList(),
                                "its profile is missing in the scheduler's configuration."));
            }
        }
        Policies policies = Policies.load();
        Map<String, Profile> profiles = new LinkedHashMap<>();
        for (SchedulerProfile profile : config.profiles()) {
            String name = profile.schedulerName();
            profiles.put(name, profile(profile, own.getOrDefault(name, policy), policies));
        }
        return profiles;
    }

    private static Profile profile(SchedulerProfile scheduler, String policy, Policies policies) {
        Profile rules = CoreProfile.of(scheduler);
        List<Filter> filters = new ArrayList<>(rules.filters());
        // Behind the in-tree filters: what it refuses they do not.
        filters.add(new DeviceFit());
        if (policy.equals(KUBE_SCHEDULER)) {
            return new Profile(rules.name(), filters, rules.scorers(), rules.nodeChoice(), rules.deviceChoice());
        }
        Profile scores = policies.profile(policy, PolicyContext.UNKNOWN);
        Set<String> usual = new HashSet<>();
        Policies.usualFilters().forEach(filter -> usual.add(filter.name()));
        scores.filters().stream()
                .filter(filter -> !usual.contains(filter.name()))
                .forEach(filters::add);
        return new Profile(
                scheduler.schedulerName(), filters, scores.scorers(), scores.nodeChoice(), scores.deviceChoice());
    }
}
