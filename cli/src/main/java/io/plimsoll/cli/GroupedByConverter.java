package io.plimsoll.cli;

/** Reads {@code owner} or {@code none}. */
final class GroupedByConverter extends WordConverter<GroupedBy> {
    GroupedByConverter() {
        super(GroupedBy.values());
    }
}
