package io.plimsoll.core.engine;

import java.util.List;

/** What is done about trials. */
interface Trials {

    /** Trials are opened, filled and closed. */
    Trials OPENED = new Trials() {};

    /** No trial is opened. */
    Trials LEFT_OUT = new Trials() {
        @Override
        public boolean opened() {
            return false;
        }
    };

    /** Whether trials are opened at all. */
    default boolean opened() {
        return true;
    }

    /** Whether every trial is the scheduler's, and none only the cluster's. */
    default boolean alwaysOfScheduler() {
        return false;
    }

    /** The state that must be the same before a trial and after it. */
    default List<String> state(Twin twin, boolean withScheduler) {
        return List.of();
    }
}
