package io.plimsoll.cli;

import io.plimsoll.extender.server.ListenAddress;
import org.jspecify.annotations.Nullable;

/** Reads the values of options that are addresses to listen at. */
final class ListenOption {

    private ListenOption() {}

    /**
     * Reads {@code HOST:PORT}.
     *
     * @param option the option that has it
     * @param example an address that would be right
     */
    static ListenAddress address(String text, String option, String example) {
        @Nullable ListenAddress address = ListenAddress.of(text);
        if (address == null) {
            throw Failure.usage(
                    "The address (" + text + ") of " + option + " must be HOST:PORT with a port of 0 to 65535.",
                    "Maybe " + example + " was meant.");
        }
        return address;
    }
}
