package io.plimsoll.core.policy;

import java.util.List;

/**
 * Offers a policy by name. {@link Policies} finds providers with {@link java.util.ServiceLoader}: a provider is a public
 * class with a public constructor without arguments, and a line with its name in the file {@code
 * META-INF/services/io.plimsoll.core.policy.PolicyProvider} of its jar. {@code examples/custom-policy} shows one from
 * start to finish.
 */
public interface PolicyProvider {

    /** The name in a policy's text, unique among all providers: lower-case words with hyphens, {@code most-allocated}. */
    String name();

    /** What the policy does, in one line. */
    String summary();

    /** Where the policy comes from: a paper, or a project and its version. */
    String origin();

    /** The parameters, in the order in which they are listed; none unless overridden. */
    default List<PolicyParameter> parameters() {
        return List.of();
    }

    /**
     * Makes the policy. Called once per profile: what it returns is not shared.
     *
     * @param parameters a value for every parameter that is declared
     * @param context what is known before the run
     */
    Policy create(PolicyParameters parameters, PolicyContext context);
}
