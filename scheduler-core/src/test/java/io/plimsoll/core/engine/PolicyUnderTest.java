package io.plimsoll.core.engine;

import io.plimsoll.core.oracle.OraclePolicy;
import java.util.function.Function;

/**
 * A policy twice: as the core has it and as the oracle understands it.
 *
 * @param name its name
 * @param profile makes the core's for a workload
 * @param oracle makes the oracle's for the same workload
 */
record PolicyUnderTest(String name, Function<Workload, Profile> profile, Function<Workload, OraclePolicy> oracle) {

    @Override
    public String toString() {
        return name;
    }
}
