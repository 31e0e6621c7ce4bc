/**
 * The contract of rules: filters, scorers and device choices, their scopes, and what they may see of the cluster. ADR 0002
 * explains it with three worked examples.
 */
@NullMarked
package io.plimsoll.core.plugin;

import org.jspecify.annotations.NullMarked;
