package io.plimsoll.traces.generate;

import io.plimsoll.traces.event.DisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** To whom the pods of a source belong: to nobody, to one of some owners, or to an owner per arrival. */
sealed interface Owners {

    /** The name of the owner of an arrival; empty when there is none. */
    String name(String source, long arrival, double point);

    /** What drains must respect. */
    default List<DisruptionBudget> budgets(String source) {
        return List.of();
    }

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

    /**
     * Some owners, of whom some own more than others.
     *
     * @param numbers the owners, by number
     * @param maxUnavailable how many pods of each may be off their nodes for a drain; null when any
     */
    record Shared(Choice<Integer> numbers, @Nullable Integer maxUnavailable) implements Owners {

        /** Owner k of 1..count is met in proportion to k to the power of minus {@code skew} (Zipf's law). */
        static Shared of(int count, double skew, @Nullable Integer maxUnavailable) {
            List<Integer> numbers = new ArrayList<>(count);
            List<Double> weights = new ArrayList<>(count);
            for (int k = 1; k <= count; k++) {
                numbers.add(k);
                weights.add(StrictMath.pow(k, -skew));
            }
            return new Shared(Choice.weighted(numbers, weights), maxUnavailable);
        }

        @Override
        public String name(String source, long arrival, double point) {
            return source + "-" + numbers.at(point);
        }

        @Override
        public List<DisruptionBudget> budgets(String source) {
            List<DisruptionBudget> budgets = new ArrayList<>();
            for (int i = 0; maxUnavailable != null && i < numbers.size(); i++) {
                budgets.add(new DisruptionBudget(source + "-" + numbers.value(i), maxUnavailable));
            }
            return budgets;
        }
    }
}
