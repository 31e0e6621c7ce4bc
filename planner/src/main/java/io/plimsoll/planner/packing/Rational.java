package io.plimsoll.planner.packing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A fraction of whole numbers of any length: what a proof is made of.
 *
 * @param numerator above the line
 * @param denominator below it, positive
 */
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

    /** Nothing. */
    public static final Rational ZERO = of(0, 1);

    /** @throws IllegalArgumentException when the denominator is not positive */
    public Rational {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException(
                    "The denominator (%s) of a fraction must be positive.%n".formatted(denominator)
                            + "Maybe the sign belongs above the line.");
        }
    }

    /** A fraction. */
    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /** This much of something. */
    public Rational times(BigInteger factor) {
        return new Rational(numerator.multiply(factor), denominator);
    }

    /** The sum. */
    public Rational plus(BigInteger whole) {
        return new Rational(numerator.add(whole.multiply(denominator)), denominator);
    }

    /** The least whole number that is not smaller. */
    public BigInteger ceiling() {
        BigInteger[] parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    }

    /** The nearest number that a machine can hold, for people. */
    public double approximate() {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), MathContext.DECIMAL64)
                .doubleValue();
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
