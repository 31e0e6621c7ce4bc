/**
 * Benchmarks, each named after the claim it supports.
 */
@NullMarked
package io.plimsoll.benchmarks;

import org.jspecify.annotations.NullMarked;
