package io.plimsoll.traces.generate;

/** Simulated time: milliseconds since a Monday at midnight, and when on which day something special happens. */
final class Calendar {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final int DAYS_PER_WEEK = 7;
    private static final int SATURDAY = 5;

    private final int days;

    Calendar(int days) {
        this.days = days;
    }

    /** The hour of a day, counted from 0; of the last day when the time ends before. */
    long at(int day, int hour) {
        return Math.min(day, days - 1) * DAY + hour * HOUR;
    }

    static boolean isWeekend(int day) {
        return day % DAYS_PER_WEEK >= SATURDAY;
    }
}
