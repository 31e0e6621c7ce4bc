/** Deciding: profiles, candidate indexes that do work proportional to what changed, decisions and their explanation. */
@NullMarked
package io.plimsoll.core.engine;

import org.jspecify.annotations.NullMarked;
