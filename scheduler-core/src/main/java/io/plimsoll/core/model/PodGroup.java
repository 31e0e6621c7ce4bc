package io.plimsoll.core.model;

/**
 * Pods that are of use together only: as many as the minimum get places in one decision, or none.
 *
 * @param name its name
 * @param minMembers how many pods must have places, at least 1
 * @param timeoutMillis how long the group waits before it is given up; 0 for as long as it takes
 */
public record PodGroup(String name, int minMembers, long timeoutMillis) {

    /** @throws IllegalArgumentException when the name is empty or a number out of range */
    public PodGroup {
        Require.text("name of a pod group", name);
        Require.range("minimum of a pod group", minMembers, 1, Integer.MAX_VALUE, "the pods need no group.");
        if (timeoutMillis < 0) {
            throw new IllegalArgumentException("The timeout (" + timeoutMillis + " ms) of pod group (" + name
                    + ") must not be negative." + System.lineSeparator() + "Maybe 0 was meant: none.");
        }
    }
}
