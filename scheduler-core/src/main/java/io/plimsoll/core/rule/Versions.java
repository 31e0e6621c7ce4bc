package io.plimsoll.core.rule;

import org.jspecify.annotations.Nullable;

/** Gives what it is shown a version, which moves when that is not equal to what it was shown before. */
final class Versions {

    private @Nullable Object seen;
    private long version;

    long of(Object now) {
        if (now != seen) {
            version += now.equals(seen) ? 0 : 1;
            seen = now;
        }
        return version;
    }
}
