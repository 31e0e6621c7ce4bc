/**
 * The plimsoll command: thin picocli commands over the other modules.
 */
@NullMarked
package io.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
