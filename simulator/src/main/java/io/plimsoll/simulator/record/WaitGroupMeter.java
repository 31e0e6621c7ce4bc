package io.plimsoll.simulator.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Collects the waits of pods by a number that each has, such as its priority. Remembers a bounded number of groups; what
 * comes later is one more group, {@link #OTHERS}. A placement costs a look-up, and an allocation where its group is new.
 */
final class WaitGroupMeter {

    static final String OTHERS = "others";

    private static final int MOST_GROUPS = 256;
    private static final int MOST_SHOWN = 20;
    private static final int DIGITS = 2;

    private final IntFunction<String> nameOf;
    private final Map<Integer, Group> byNumber = new HashMap<>();
    private final Map<String, Group> byName = new HashMap<>();
    private final Group others = new Group(OTHERS);

    private static final class Group {

        final String name;
        final Histogram histogram = new Histogram(DIGITS);
        double sum;
        long longest;
        long none;

        Group(String name) {
            this.name = name;
        }

        long placements() {
            return histogram.getTotalCount();
        }

        void add(Group other) {
            histogram.add(other.histogram);
            sum += other.sum;
            longest = Math.max(longest, other.longest);
            none += other.none;
        }

        WaitGroup result() {
            return new WaitGroup(
                    name,
                    placements(),
                    none,
                    Math.round(sum / placements()),
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
        Group group = byNumber.get(number);
        if (group == null) {
            group = group(number);
        }
        group.histogram.recordValue(waitMillis);
        group.sum += waitMillis;
        group.longest = Math.max(group.longest, waitMillis);
        group.none += waitMillis == 0 ? 1 : 0;
    }

    /** The groups of most placements, in that order, and the rest as one. */
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

    private Group group(int number) {
        String name = nameOf.apply(number);
        Group group = byName.get(name);
        if (group == null) {
            group = byName.size() < MOST_GROUPS ? new Group(name) : others;
        }
        if (group != others) {
            byName.put(name, group);
        }
        if (byNumber.size() < MOST_GROUPS * MOST_GROUPS) {
            byNumber.put(number, group);
        }
        return group;
    }
}
