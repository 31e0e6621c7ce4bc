package io.plimsoll.cli;

/** Whether something is done. */
enum Switch {
    /** It is. */
    ON,
    /** It is not. */
    OFF
}
