package io.plimsoll.cli;

import io.plimsoll.traces.slice.Slice.Running;

/** Reads {@code remaining}, {@code whole} or {@code drop}. */
final class RunningConverter extends WordConverter<Running> {
    RunningConverter() {
        super(Running.values());
    }
}
