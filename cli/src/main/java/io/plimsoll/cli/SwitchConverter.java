package io.plimsoll.cli;

/** Reads {@code on} or {@code off}. */
final class SwitchConverter extends WordConverter<Switch> {
    SwitchConverter() {
        super(Switch.values());
    }
}
