package io.plimsoll.planner.cluster;

import io.plimsoll.core.engine.Profile;
import java.util.Map;

/** By which rules the schedulers of a cluster decide. May be used by several threads. */
public interface SchedulingRules {

    /** What reports call the rules. */
    String name();

    /**
     * New profiles by the name of the scheduler, the one that decides about pods of unknown schedulers first; each belongs
     * to whoever asked.
     */
    Map<String, Profile> profiles();
}
