package io.plimsoll.traces.generate;

import java.util.Arrays;

/**
 * How arrivals are spread over the days: rising in the morning, a dip at noon, falling in the evening, half as many on
 * weekends. Arrival times are drawn from it in whole numbers.
 */
final class LoadCurve {

    /** Relative arrivals at each full hour of a working day; in between they change evenly. */
    private static final int[] HOURS = {
        45, 40, 35, 32, 30, 32, 40, 55, 85, 115, 140, 145, 125, 125, 150, 160, 150, 135, 115, 100, 85, 75, 65, 55
    };

    private static final int SLOTS_PER_HOUR = 4;
    private static final long SLOT_MILLIS = Calendar.HOUR / SLOTS_PER_HOUR;
    private static final int WORKING_DAY = 2;
    private static final int WEEKEND = 1;

    private final long[] cumulative;

    LoadCurve(int days) {
        cumulative = new long[days * HOURS.length * SLOTS_PER_HOUR];
        long sum = 0;
        for (int slot = 0; slot < cumulative.length; slot++) {
            sum += weight(slot);
            cumulative[slot] = sum;
        }
    }

    /** A random arrival time in milliseconds. */
    long draw(SeededRandom random) {
        long point = random.below(cumulative[cumulative.length - 1]);
        int found = Arrays.binarySearch(cumulative, point + 1);
        int slot = found >= 0 ? found : -found - 1;
        return slot * SLOT_MILLIS + random.below(SLOT_MILLIS);
    }

    private static int weight(int slot) {
        int hour = slot / SLOTS_PER_HOUR;
        int quarter = slot % SLOTS_PER_HOUR;
        int from = HOURS[hour % HOURS.length];
        int to = HOURS[(hour + 1) % HOURS.length];
        int level = from * (SLOTS_PER_HOUR - quarter) + to * quarter;
        return level * (Calendar.isWeekend(hour / HOURS.length) ? WEEKEND : WORKING_DAY);
    }
}
