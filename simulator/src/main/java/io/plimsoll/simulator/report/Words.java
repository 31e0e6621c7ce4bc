package io.plimsoll.simulator.report;

import io.plimsoll.simulator.record.FixedDecimal;

/**
 * Numbers as people read them: grouped thousands, one decimal, units, times as days and hours. The same on every machine and in
 * every locale. A number and its unit are held together by a no-break space.
 */
public final class Words {

    private static final char SPACE = '\u00a0';
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final String[] BYTE_UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Words() {}

    /** {@code 49,812}. */
    public static String count(long value) {
        return grouped(Long.toString(value));
    }

    /** {@code 1,234.5}, with exactly that many decimals. */
    public static String decimal(double value, int decimals) {
        return grouped(FixedDecimal.fixed(value, decimals));
    }

    /** {@code 78.3 %} for 0.783. */
    public static String percent(double share) {
        return decimal(100 * share, 1) + SPACE + "%";
    }

    /** The number with its noun: {@code 1 pod}, {@code 2 pods}. */
    public static String counted(long value, String one, String many) {
        return count(value) + SPACE + (value == 1 ? one : many);
    }

    /** A length of time with its two largest units: {@code 420 ms}, {@code 42 min}, {@code 3 h 20 min}, {@code 2 days 4 h}. */
    public static String duration(long millis) {
        if (millis == 0) {
            return "0" + SPACE + "s";
        }
        if (millis < SECOND) {
            return millis + "" + SPACE + "ms";
        }
        if (millis < MINUTE) {
            return trimmed(millis / (double) SECOND) + SPACE + "s";
        }
        if (millis < HOUR) {
            return two(millis, MINUTE, "min", SECOND, "s");
        }
        if (millis < DAY) {
            return two(millis, HOUR, "h", MINUTE, "min");
        }
        return two(millis, DAY, millis / DAY == 1 ? "day" : "days", HOUR, "h");
    }

    /** A moment of virtual time, the run starting at midnight of day 1: {@code day 3, 14:05}. */
    public static String moment(long millis) {
        long minutes = millis % DAY / MINUTE;
        return "day" + SPACE + (millis / DAY + 1) + ", " + digits(minutes / 60) + ":" + digits(minutes % 60);
    }

    /** {@code 1.5 TiB}. */
    public static String bytes(long bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < BYTE_UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return grouped(trimmed(value)) + SPACE + BYTE_UNITS[unit];
    }

    /** Thousandths as whole ones, with at most one decimal: {@code 12.5} for 12,500. */
    public static String milli(long thousandths) {
        return grouped(trimmed(thousandths / 1000.0));
    }

    private static String trimmed(double value) {
        return FixedDecimal.trimmed(value, 1);
    }

    private static String two(long millis, long large, String largeName, long small, String smallName) {
        long first = millis / large;
        long second = millis % large / small;
        String text = count(first) + SPACE + largeName;
        return second == 0 ? text : text + SPACE + second + SPACE + smallName;
    }

    private static String digits(long value) {
        return value < 10 ? "0" + value : Long.toString(value);
    }

    private static String grouped(String number) {
        int start = number.startsWith("-") ? 1 : 0;
        int point = number.indexOf('.');
        int end = point < 0 ? number.length() : point;
        StringBuilder out = new StringBuilder(number);
        for (int i = end - 3; i > start; i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }
}
