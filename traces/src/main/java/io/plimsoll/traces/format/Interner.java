package io.plimsoll.traces.format;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives equal values one object: a trace has few distinct requests and very many pods. */
final class Interner<T> {

    private final Map<T, T> known = new HashMap<>();

    /** The first value that was equal to this one. */
    T intern(T value) {
        @Nullable T first = known.putIfAbsent(value, value);
        return first == null ? value : first;
    }
}
