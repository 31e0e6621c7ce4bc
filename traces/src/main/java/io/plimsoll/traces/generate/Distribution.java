package io.plimsoll.traces.generate;

/**
 * A distribution of times, drawn by inversion: a point, uniform in (0, 1), becomes a time in milliseconds. One point per
 * time keeps two workloads that differ in a parameter comparable, and lets times be correlated with something else.
 */
sealed interface Distribution {

    /** The time below which this part, in (0, 1), of all times lies; of a mixture, see there. */
    double quantile(double part);

    /** Always the same. */
    record Constant(double value) implements Distribution {
        @Override
        public double quantile(double part) {
            return value;
        }
    }

    /** Evenly between two times. */
    record Uniform(double least, double most) implements Distribution {
        @Override
        public double quantile(double part) {
            return least + part * (most - least);
        }
    }

    /** Without memory. */
    record Exponential(double mean) implements Distribution {
        @Override
        public double quantile(double part) {
            return -mean * StrictMath.log1p(-part);
        }
    }

    /** A time whose logarithm is normal; {@code sigma} is the standard deviation of the logarithm. */
    record LogNormal(double median, double sigma) implements Distribution {
        @Override
        public double quantile(double part) {
            return median * StrictMath.exp(sigma * Normal.quantile(part));
        }
    }

    /** A heavy tail: a time is above x with probability (least / x) to the power of alpha. */
    record Pareto(double least, double alpha) implements Distribution {
        @Override
        public double quantile(double part) {
            return least * StrictMath.exp(-StrictMath.log1p(-part) / alpha);
        }
    }

    /** Wearing out (shape above 1) or failing early (below 1). */
    record Weibull(double scale, double shape) implements Distribution {

        /** The one of this mean. */
        static Weibull ofMean(double mean, double shape) {
            return new Weibull(mean / Gamma.at(1 + 1 / shape), shape);
        }

        @Override
        public double quantile(double part) {
            return scale * StrictMath.pow(-StrictMath.log1p(-part), 1 / shape);
        }
    }

    /**
     * Drawn from one of several distributions. Low points belong to the first of them and high points to the last, so
     * the order of the parts matters where times are correlated, and nowhere else.
     */
    record Mixture(Choice<Distribution> parts) implements Distribution {

        private static final double LEAST_POINT = 0x1p-53;

        @Override
        public double quantile(double part) {
            double within = Math.min(1 - LEAST_POINT, Math.max(LEAST_POINT, parts.within(part)));
            return parts.at(part).quantile(within);
        }
    }
}
