package io.plimsoll.extender.live;

import io.plimsoll.core.engine.OfferedVictims;
import io.plimsoll.core.engine.Profile;
import io.plimsoll.core.engine.Scheduler;
import io.plimsoll.core.state.Cluster;
import io.plimsoll.extender.live.DecisionListener.Turn;

/** What decides about pods of one scheduler name. */
record Served(Scheduler scheduler, OfferedVictims victims, Mode mode) {

    static Served of(Cluster cluster, Profile profile, Mode mode) {
        Scheduler scheduler = new Scheduler(cluster, profile, 0);
        return new Served(scheduler, new OfferedVictims(scheduler), mode);
    }

    /** What the next decision follows from beside the cluster. */
    Turn turn() {
        return new Turn(scheduler.decisions(), scheduler.cursor(), -1);
    }
}
