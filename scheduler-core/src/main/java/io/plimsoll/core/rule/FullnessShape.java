package io.plimsoll.core.rule;

import java.util.List;

/** Which fullness of a resource is how good, 0 to 100: the strategies of kube-scheduler's NodeResourcesFit. */
public sealed interface FullnessShape {

    /** The emptier the better: {@code LeastAllocated}. */
    static FullnessShape leastAllocated() {
        return new Least();
    }

    /** The fuller the better: {@code MostAllocated}. */
    static FullnessShape mostAllocated() {
        return new Most();
    }

    /** How good it is that so much of what is offered is in use. */
    long score(long used, long offered);

    /** Whether a resource that scores 0 takes part in the mean. */
    default boolean countsZero() {
        return true;
    }

    /** The mean of scores from their weighted sum. */
    default long mean(long sum, long weights) {
        return sum / weights;
    }

    /** See {@link #leastAllocated}. */
    record Least() implements FullnessShape {

        @Override
        public long score(long used, long offered) {
            return used > offered ? 0 : (offered - used) * 100 / offered;
        }
    }

    /** See {@link #mostAllocated}. */
    record Most() implements FullnessShape {

        @Override
        public long score(long used, long offered) {
            return Math.min(used, offered) * 100 / offered;
        }
    }

    /**
     * A line through points: {@code RequestedToCapacityRatio}.
     *
     * @param points at least one, ascending
     */
    record Line(List<Point> points) implements FullnessShape {

        /** Copies its arguments. */
        public Line {
            points = List.copyOf(points);
        }

        @Override
        public long score(long used, long offered) {
            long percent = used > offered ? 100 : used * 100 / offered;
            for (int i = 0; i < points.size(); i++) {
                Point right = points.get(i);
                if (percent <= right.percent()) {
                    if (i == 0) {
                        return right.score();
                    }
                    Point left = points.get(i - 1);
                    return left.score()
                            + (right.score() - left.score())
                                    * (percent - left.percent())
                                    / (right.percent() - left.percent());
                }
            }
            return points.get(points.size() - 1).score();
        }

        @Override
        public boolean countsZero() {
            return false;
        }

        @Override
        public long mean(long sum, long weights) {
            return Math.round((double) sum / weights);
        }
    }

    /**
     * A point of a line.
     *
     * @param percent how much is in use, 0..100
     * @param score how good that is, 0..100; Kubernetes writes a tenth of it
     */
    record Point(long percent, long score) {}
}
