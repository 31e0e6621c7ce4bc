package io.plimsoll.cli;

import io.plimsoll.simulator.record.QueueOrder;

/** Reads {@code relaxed} or {@code strict}. */
final class QueueOrderConverter extends WordConverter<QueueOrder> {
    QueueOrderConverter() {
        super(QueueOrder.values());
    }
}
