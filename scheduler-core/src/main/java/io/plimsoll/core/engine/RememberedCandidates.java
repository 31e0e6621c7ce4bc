package io.plimsoll.core.engine;

import io.plimsoll.core.state.Checks;

/** Candidates that follow from what was found out before and from what changed since. */
interface RememberedCandidates extends Candidates {

    /** Recomputes everything by a scan and compares: the body of {@link Checks#FULL}. */
    void verify(Scan scan);
}
