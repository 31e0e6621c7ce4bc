package io.plimsoll.cli;

/** What makes pods a group. */
enum GroupedBy {
    /** They arrive together and have an owner in common. */
    OWNER,
    /** Nothing does. */
    NONE
}
