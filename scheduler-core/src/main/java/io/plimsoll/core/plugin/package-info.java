/**
 * The contract between the engine and the rules it applies: filters, scorers and the scopes they depend on.
 */
@NullMarked
package io.plimsoll.core.plugin;

import org.jspecify.annotations.NullMarked;
