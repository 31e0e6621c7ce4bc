package io.plimsoll.traces.generate;

import java.util.List;

/** By which law the pods of a source arrive. */
sealed interface ArrivalProcess {

    /**
     * The process in motion.
     *
     * @param factor how many times more often than described something arrives; what is listed stays as it is
     */
    ArrivalTimes start(double factor, SeededRandom random);

    /** The process in motion, varying over the week. */
    default ArrivalTimes start(WeekShape shape, SeededRandom random) {
        return new ArrivalTimes.Thinned(start(shape.peak(), random.stream(1)), shape, random.stream(2));
    }

    /** Independent arrivals at one rate. */
    record Poisson(double perMilli) implements ArrivalProcess {
        @Override
        public ArrivalTimes start(double factor, SeededRandom random) {
            return new ArrivalTimes.Poisson(perMilli * factor, random);
        }
    }

    /**
     * A state of a Markov-modulated process.
     *
     * @param perMilli arrivals per millisecond while it lasts
     * @param meanMillis how long it lasts on average
     */
    record State(double perMilli, double meanMillis) {}

    /** Arrivals at the rate of a state; at least two states. */
    record Modulated(List<State> states) implements ArrivalProcess {
        @Override
        public ArrivalTimes start(double factor, SeededRandom random) {
            return new ArrivalTimes.Modulated(states, factor, random);
        }
    }

    /** Bursts that begin as a Poisson process; the shape of a week applies to their beginnings. */
    record RandomBursts(double perMilli, Counts size, double withinMillis) implements ArrivalProcess {
        @Override
        public ArrivalTimes start(double factor, SeededRandom random) {
            ArrivalTimes starts = new ArrivalTimes.Poisson(perMilli * factor, random.stream(1));
            return new ArrivalTimes.Bursts(starts, size, withinMillis, random.stream(2));
        }

        @Override
        public ArrivalTimes start(WeekShape shape, SeededRandom random) {
            ArrivalTimes starts = new Poisson(perMilli).start(shape, random.stream(1));
            return new ArrivalTimes.Bursts(starts, size, withinMillis, random.stream(2));
        }
    }

    /** Bursts at given times. */
    record PlannedBursts(List<Long> atMillis, Counts size, double withinMillis) implements ArrivalProcess {
        @Override
        public ArrivalTimes start(double factor, SeededRandom random) {
            return new ArrivalTimes.Bursts(new ArrivalTimes.Listed(atMillis), size, withinMillis, random);
        }
    }
}
