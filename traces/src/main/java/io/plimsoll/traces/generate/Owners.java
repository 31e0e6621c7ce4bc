package io.plimsoll.traces.generate;

import java.util.ArrayList;
import java.util.List;

/** To whom the pods of a source belong: to nobody, to one of some owners, or to an owner per arrival. */
sealed interface Owners {

    /** The name of the owner of an arrival; empty when there is none. */
    String name(String source, long arrival, double point);

    /** No owners. */
    record Nobody() implements Owners {
        @Override
        public String name(String source, long arrival, double point) {
            return "";
        }
    }

    /** Each arrival has an owner of its own. */
    record PerArrival() implements Owners {
        @Override
        public String name(String source, long arrival, double point) {
            return source + "-" + arrival;
        }
    }

    /** Some owners, of whom some own more than others. */
    record Shared(Choice<Integer> numbers) implements Owners {

        /** Owner k of 1..count is met in proportion to k to the power of minus {@code skew} (Zipf's law). */
        static Shared of(int count, double skew) {
            List<Integer> numbers = new ArrayList<>(count);
            List<Double> weights = new ArrayList<>(count);
            for (int k = 1; k <= count; k++) {
                numbers.add(k);
                weights.add(StrictMath.pow(k, -skew));
            }
            return new Shared(Choice.weighted(numbers, weights));
        }

        @Override
        public String name(String source, long arrival, double point) {
            return source + "-" + numbers.at(point);
        }
    }
}
