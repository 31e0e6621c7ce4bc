package io.plimsoll.cli;

import io.plimsoll.simulator.record.OnNodeLoss;

/** Reads {@code resubmit}, {@code kill} or {@code lose}. */
final class OnNodeLossConverter extends WordConverter<OnNodeLoss> {
    OnNodeLossConverter() {
        super(OnNodeLoss.values());
    }
}
