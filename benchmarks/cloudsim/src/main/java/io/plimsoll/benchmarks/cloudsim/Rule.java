package io.plimsoll.benchmarks.cloudsim;

import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.model.Resources;
import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyContext;
import io.plimsoll.core.policy.ReferenceCapacity;
import java.util.List;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicyAbstract;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicyBestFit;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicyFirstFit;
import org.cloudsimplus.allocationpolicies.VmAllocationPolicySimple;

/** A rule by which a host is chosen, as CloudSim Plus has it and as Plimsoll has it. */
enum Rule {

    /**
     * {@code VmAllocationPolicyFirstFit} begins its search at the host it took last, not at the first one: a next fit
     * that comes round again, and that may stay where it was.
     */
    FIRST_FIT_CLASS("VmAllocationPolicyFirstFit (from the host it took last)", "next-fit", true) {
        @Override
        VmAllocationPolicyAbstract cloudSim() {
            return new VmAllocationPolicyFirstFit();
        }
    },

    /** First fit as it is known, from the first host, by the function that CloudSim Plus lets its users put in. */
    FIRST_FIT("findHostForVmFunction, from the first host", "first-fit", false) {
        @Override
        VmAllocationPolicyAbstract cloudSim() {
            VmAllocationPolicyAbstract policy = new VmAllocationPolicySimple();
            policy.setFindHostForVmFunction((self, vm) -> self.getHostList().stream()
                    .filter(host -> host.isSuitableForVm(vm))
                    .findFirst());
            return policy;
        }
    },

    /**
     * {@code VmAllocationPolicyBestFit} takes, of the suitable hosts, an active one before others, then the one with the
     * fewest free cores, then the first. A host becomes active with its first machine, so with equal hosts the fewest free
     * cores say it all: best fit with cores as the only measure.
     */
    BEST_FIT("VmAllocationPolicyBestFit (fewest free cores)", "best-fit", false) {
        @Override
        VmAllocationPolicyAbstract cloudSim() {
            VmAllocationPolicyAbstract policy = new VmAllocationPolicyBestFit();
            // It would search with several threads from 20,000 hosts on; this compares work, on one.
            policy.setHostCountForParallelSearch(Integer.MAX_VALUE);
            return policy;
        }
    };

    /** What CloudSim Plus calls it. */
    final String cloudSimName;
    /** Plimsoll's policy. */
    final String policy;
    /** Whether a search begins at the host taken last and not behind it. */
    final boolean stays;

    Rule(String cloudSimName, String policy, boolean stays) {
        this.cloudSimName = cloudSimName;
        this.policy = policy;
        this.stays = stays;
    }

    /** CloudSim Plus's policy. */
    abstract VmAllocationPolicyAbstract cloudSim();

    /** Plimsoll's profile: the usual filters, and the policy with cores as the only measure. */
    Profile profile() {
        Resources cores = Resources.request(1_000L * Machines.HOST_CORES, 0);
        return Policies.load().profile(policy, new PolicyContext(new ReferenceCapacity(cores, 0), List.of()));
    }
}
