package io.plimsoll.cli;

import io.plimsoll.simulator.record.Restart;

/** Reads {@code full} or {@code remaining}. */
final class RestartConverter extends WordConverter<Restart> {
    RestartConverter() {
        super(Restart.values());
    }
}
