/**
 * Seeded generators of synthetic workloads.
 */
@NullMarked
package io.plimsoll.traces.generate;

import org.jspecify.annotations.NullMarked;
