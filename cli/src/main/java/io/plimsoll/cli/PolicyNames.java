package io.plimsoll.cli;

import io.plimsoll.core.policy.Policies;
import io.plimsoll.core.policy.PolicyProvider;
import java.util.Iterator;

/** The names of all policies, for help texts and completion. */
final class PolicyNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Policies.load().all().stream().map(PolicyProvider::name).iterator();
    }
}
