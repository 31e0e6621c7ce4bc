package io.plimsoll.traces.generate;

/** The standard normal distribution, the same to the last bit on every platform. */
final class Normal {

    private static final double LOG_ROOT_TWO_PI = 0.9189385332046727;
    private static final double FAR = 8.3;

    private static final double CENTRE = 0.425;
    private static final double CENTRE_SQUARED = 0.180625;
    private static final double TAIL = 5;
    private static final double TAIL_SHIFT = 1.6;

    private static final double[] CENTRE_OVER = {
        2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987,
        13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665
    };
    private static final double[] CENTRE_UNDER = {
        5226.495278852854,
        28729.085735721943,
        39307.89580009271,
        21213.794301586597,
        5394.196021424751,
        687.1870074920579,
        42.31333070160091,
        1
    };
    private static final double[] TAIL_OVER = {
        0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
        3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835
    };
    private static final double[] TAIL_UNDER = {
        1.0507500716444169e-09,
        0.0005475938084995345,
        0.015198666563616457,
        0.14810397642748008,
        0.6897673349851,
        1.6763848301838038,
        2.053191626637759,
        1
    };
    private static final double[] FAR_OVER = {
        2.0103343992922881e-07, 2.7115555687434876e-05, 0.0012426609473880784, 0.026532189526576124,
        0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103
    };
    private static final double[] FAR_UNDER = {
        2.0442631033899397e-15,
        1.421511758316446e-07,
        1.8463183175100548e-05,
        0.0007868691311456133,
        0.014875361290850615,
        0.1369298809227358,
        0.599832206555888,
        1
    };

    private Normal() {}

    /**
     * The part of the distribution below a value, by the Taylor series around 0 (Marsaglia: "Evaluating the Normal
     * Distribution", Journal of Statistical Software 11, 2004); 0 or 1 beyond 8.3.
     */
    static double below(double value) {
        if (Math.abs(value) > FAR) {
            return value < 0 ? 0 : 1;
        }
        double square = value * value;
        double term = value;
        double sum = 0;
        for (int i = 3; sum + term != sum; i += 2) {
            sum += term;
            term *= square / i;
        }
        return 0.5 + sum * StrictMath.exp(-square / 2 - LOG_ROOT_TWO_PI);
    }

    /** The value below which a part in (0, 1) of the distribution lies: algorithm AS 241 (Wichura, 1988), PPND16. */
    static double quantile(double part) {
        double middle = part - 0.5;
        if (Math.abs(middle) <= CENTRE) {
            double r = CENTRE_SQUARED - middle * middle;
            return middle * ratio(CENTRE_OVER, CENTRE_UNDER, r);
        }
        double r = Math.sqrt(-StrictMath.log(Math.min(part, 1 - part)));
        double distance =
                r <= TAIL ? ratio(TAIL_OVER, TAIL_UNDER, r - TAIL_SHIFT) : ratio(FAR_OVER, FAR_UNDER, r - TAIL);
        return middle < 0 ? -distance : distance;
    }

    private static double ratio(double[] over, double[] under, double x) {
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < over.length; i++) {
            numerator = numerator * x + over[i];
            denominator = denominator * x + under[i];
        }
        return numerator / denominator;
    }
}
