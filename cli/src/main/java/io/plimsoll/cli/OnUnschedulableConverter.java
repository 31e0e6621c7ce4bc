package io.plimsoll.cli;

import io.plimsoll.simulator.record.OnUnschedulable;

/** Reads {@code queue} or {@code drop}. */
final class OnUnschedulableConverter extends WordConverter<OnUnschedulable> {
    OnUnschedulableConverter() {
        super(OnUnschedulable.values());
    }
}
