package io.plimsoll.traces.generate;

import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Times at which something arrives, one after the other, in milliseconds. */
interface ArrivalTimes {

    /** No more arrivals. */
    double NEVER = Double.POSITIVE_INFINITY;

    /** The next time, not before the last one; {@link #NEVER} when there is none, and from then on. */
    double next();

    /** A Poisson process. */
    final class Poisson implements ArrivalTimes {

        private final double perMilli;
        private final SeededRandom random;
        private double now;

        Poisson(double perMilli, SeededRandom random) {
            this.perMilli = perMilli;
            this.random = random;
        }

        @Override
        public double next() {
            now -= StrictMath.log(random.inside()) / perMilli;
            return now;
        }
    }

    /**
     * A Poisson process whose rate is that of a state, which lasts an exponential time and is followed by any of the
     * others. Begins in a state as probable as it is later: the process is stationary from the start.
     */
    final class Modulated implements ArrivalTimes {

        private final List<ArrivalProcess.State> states;
        private final double factor;
        private final SeededRandom random;
        private int state;
        private double now;

        Modulated(List<ArrivalProcess.State> states, double factor, SeededRandom random) {
            this.states = states;
            this.factor = factor;
            this.random = random;
            List<Double> durations =
                    states.stream().map(ArrivalProcess.State::meanMillis).toList();
            this.state = Choice.weighted(states, durations).index(random.inside());
        }

        @Override
        public double next() {
            while (true) {
                ArrivalProcess.State current = states.get(state);
                double arrivals = current.perMilli() * factor;
                double all = arrivals + 1 / current.meanMillis();
                now -= StrictMath.log(random.inside()) / all;
                if (random.unit() * all < arrivals) {
                    return now;
                }
                int other = random.below(states.size() - 1);
                state = other < state ? other : other + 1;
            }
        }
    }

    /** Keeps each time of another process with a probability that varies over the week (Lewis and Shedler, 1979). */
    final class Thinned implements ArrivalTimes {

        private final ArrivalTimes candidates;
        private final WeekShape shape;
        private final SeededRandom random;

        /** The candidates come {@link WeekShape#peak()} times as often as is wanted on average. */
        Thinned(ArrivalTimes candidates, WeekShape shape, SeededRandom random) {
            this.candidates = candidates;
            this.shape = shape;
            this.random = random;
        }

        @Override
        public double next() {
            double time = candidates.next();
            while (time < NEVER && random.unit() * shape.peak() >= shape.at(time)) {
                time = candidates.next();
            }
            return time;
        }
    }

    /** Given times. */
    final class Listed implements ArrivalTimes {

        private final Iterator<Long> times;

        /** The times in order. */
        Listed(List<Long> times) {
            this.times = times.iterator();
        }

        @Override
        public double next() {
            return times.hasNext() ? (double) times.next() : NEVER;
        }
    }

    /** Bursts: each begins at a time of another process and brings several arrivals within a while, evenly spread. */
    final class Bursts implements ArrivalTimes {

        private final ArrivalTimes starts;
        private final Counts size;
        private final double withinMillis;
        private final SeededRandom random;
        private final PriorityQueue<Double> begun = new PriorityQueue<>();
        private double start;

        Bursts(ArrivalTimes starts, Counts size, double withinMillis, SeededRandom random) {
            this.starts = starts;
            this.size = size;
            this.withinMillis = withinMillis;
            this.random = random;
            this.start = starts.next();
        }

        @Override
        public double next() {
            while (start < NEVER && (begun.isEmpty() || begun.peek() >= start)) {
                int arrivals = size.at(random.inside());
                for (int i = 0; i < arrivals; i++) {
                    begun.add(start + random.unit() * withinMillis);
                }
                start = starts.next();
            }
            Double first = begun.poll();
            return first == null ? NEVER : first;
        }
    }
}
