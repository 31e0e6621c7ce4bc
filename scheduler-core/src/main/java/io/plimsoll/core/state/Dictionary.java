package io.plimsoll.core.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers distinct values 0, 1, 2 ... in the order in which they are first seen. A dictionary only grows, and is not part
 * of what a {@link Trial} restores: a number means the same value for ever.
 *
 * @param <T> values with {@code equals} and {@code hashCode}
 */
final class Dictionary<T> {

    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> values = new ArrayList<>();

    /** The value's number, given now if it has none. Amortised O(1). */
    int intern(T value) {
        @Nullable Integer number = numbers.get(value);
        if (number != null) {
            return number;
        }
        numbers.put(value, values.size());
        values.add(value);
        return values.size() - 1;
    }

    /** The value's number, or -1 when it was never seen. */
    int find(T value) {
        @Nullable Integer number = numbers.get(value);
        return number == null ? -1 : number;
    }

    T value(int number) {
        return values.get(number);
    }

    int size() {
        return values.size();
    }
}
