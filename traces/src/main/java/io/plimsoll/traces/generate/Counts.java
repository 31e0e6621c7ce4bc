package io.plimsoll.traces.generate;

/** How many: a distribution of whole numbers from 1, drawn by inversion. */
sealed interface Counts {

    /** The most that is ever drawn. */
    int MOST = 100_000;

    /** The number at a point in (0, 1). */
    int at(double point);

    /** One of some numbers. */
    record Listed(Choice<Integer> numbers) implements Counts {
        @Override
        public int at(double point) {
            return numbers.at(point);
        }
    }

    /** Each number from least to most equally often. */
    record Uniform(int least, int most) implements Counts {
        @Override
        public int at(double point) {
            return least + (int) (point * (most - least + 1));
        }
    }

    /** One, and one more with the same probability again and again; the mean is above 1. */
    record Geometric(double mean) implements Counts {
        @Override
        public int at(double point) {
            double more = StrictMath.log1p(-point) / StrictMath.log(1 - 1 / mean);
            return (int) Math.min(MOST, 1 + Math.floor(more));
        }
    }
}
