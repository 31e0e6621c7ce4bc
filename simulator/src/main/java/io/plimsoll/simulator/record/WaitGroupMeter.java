package io.plimsoll.simulator.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Collects the waits of pods by a number that each has, such as its priority. Remembers a bounded number of groups; what
 * comes later is one more group, {@link #OTHERS}. A placement costs a look-up; it allocates where its group is new, and
 * where its number is below 0 or large.
 */
final class WaitGroupMeter {

    static final String OTHERS = "others";

    private static final int MOST_GROUPS = 256;
    private static final int MOST_NUMBERS = 1 << 16;
    private static final int MOST_SHOWN = 20;
    private static final int DIGITS = 2;

    private final IntFunction<String> nameOf;
    /** The groups of numbers below a bound; others are looked up. */
    private @Nullable Group[] byNumber = new Group[16];

    private final Map<Integer, Group> byOtherNumber = new HashMap<>();
    private final Map<String, Group> byName = new HashMap<>();
    private final Group others = new Group(OTHERS);

    private static final class Group {

        final String name;
        Histogram histogram = new Histogram(DIGITS);
        double sum;
        long longest;
        long none;

        Group(String name) {
            this.name = name;
        }

        long placements() {
            return none + histogram.getTotalCount();
        }

        void add(Group other) {
            histogram.add(other.histogram);
            sum += other.sum;
            longest = Math.max(longest, other.longest);
            none += other.none;
        }

        void state(StateExchange state) {
            histogram = state.histogram(histogram);
            sum = state.real(sum);
            longest = state.number(longest);
            none = state.number(none);
        }

        WaitGroup result() {
            histogram.recordValueWithCount(0, none);
            return new WaitGroup(
                    name,
                    histogram.getTotalCount(),
                    none,
                    Math.round(sum / histogram.getTotalCount()),
                    percentile(50),
                    percentile(90),
                    percentile(99),
                    longest);
        }

        private long percentile(double percent) {
            return Math.min(longest, histogram.getValueAtPercentile(percent));
        }
    }

    /** @param nameOf names a group; numbers of the same name are one group */
    WaitGroupMeter(IntFunction<String> nameOf) {
        this.nameOf = nameOf;
    }

    /** A pod with that number was placed after that wait. */
    void add(int number, long waitMillis) {
        @Nullable Group known = number >= 0 && number < byNumber.length ? byNumber[number] : null;
        Group group = known == null ? group(number) : known;
        if (waitMillis == 0) {
            group.none++;
        } else {
            group.histogram.recordValue(waitMillis);
            group.sum += waitMillis;
            group.longest = Math.max(group.longest, waitMillis);
        }
    }

    /** The groups of most placements, in that order, and the rest as one; nothing may be added afterwards. */
    List<WaitGroup> result() {
        List<Group> sorted = new ArrayList<>(byName.values());
        sorted.sort(Comparator.comparingLong(Group::placements).reversed().thenComparing(group -> group.name));
        Group rest = new Group(OTHERS);
        rest.add(others);
        List<WaitGroup> result = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            if (i < MOST_SHOWN) {
                result.add(sorted.get(i).result());
            } else {
                rest.add(sorted.get(i));
            }
        }
        if (rest.placements() > 0) {
            result.add(rest.result());
        }
        return result;
    }

    /** Exchanges the state of a run. */
    void state(StateExchange state) {
        others.state(state);
        List<String> names = new ArrayList<>(byName.keySet());
        int count = state.small(names.size());
        for (int i = 0; i < count; i++) {
            String name = state.text(state.takes() ? "" : names.get(i));
            byName.computeIfAbsent(name, Group::new).state(state);
        }
    }

    private Group group(int number) {
        @Nullable Group known = byOtherNumber.get(number);
        if (known != null) {
            return known;
        }
        String name = nameOf.apply(number);
        Group group = byName.get(name);
        if (group == null) {
            group = byName.size() < MOST_GROUPS ? new Group(name) : others;
        }
        if (group != others) {
            byName.put(name, group);
        }
        if (number >= 0 && number < MOST_NUMBERS) {
            if (number >= byNumber.length) {
                byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, 2 * byNumber.length));
            }
            byNumber[number] = group;
        } else if (byOtherNumber.size() < MOST_GROUPS) {
            byOtherNumber.put(number, group);
        }
        return group;
    }
}
